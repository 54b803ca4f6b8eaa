import { IconCheck, IconCircleDashed, IconX } from "@/components/icons/icons";
import { FieldValueView } from "@/components/field-value/field-value-view";
import type { FindField } from "@/lib/conditions/check";
import type { Explanation } from "@/lib/conditions/memory";
import { isGroup } from "@/lib/conditions/schema";
import { testSentence } from "@/lib/conditions/sentence";
import classes from "./explanation-tree.module.css";

/** Each part of a filter with its answer for one record, and what the record holds. */
export function ExplanationTree({ why, find }: { why: Explanation; find: FindField }) {
  const { part, parts = [] } = why;
  if (!isGroup(part)) return <Test why={why} find={find} />;
  return (
    <div className={classes.group}>
      {(why.at !== "" || part.match !== "all") && (
        <p className={classes.line}>
          <Answer matched={why.matched} />
          {groupWords[part.match]}
        </p>
      )}
      <ul className={classes.parts}>
        {parts.map((each) => (
          <li key={each.at}>
            <ExplanationTree why={each} find={find} />
          </li>
        ))}
      </ul>
    </div>
  );
}

const groupWords = { all: "All of these hold", any: "Any of these holds", none: "None of these holds" };

function Test({ why, find }: { why: Explanation; find: FindField }) {
  if (isGroup(why.part)) return null;
  const field = find(why.part.field);
  return (
    <div className={classes.line}>
      <Answer matched={why.matched} />
      <span>{testSentence(why.part, find)}</span>
      {field && (
        <span className={classes.held}>
          It is <FieldValueView field={field} value={why.value ?? null} />
        </span>
      )}
    </div>
  );
}

function Answer({ matched }: { matched: boolean | null }) {
  const { Icon, word, look } =
    matched === null
      ? { Icon: IconCircleDashed, word: "Not asked", look: "off" }
      : matched
        ? { Icon: IconCheck, word: "Yes", look: "yes" }
        : { Icon: IconX, word: "No", look: "no" };
  return (
    <span className={classes.answer} data-look={look}>
      <Icon size={14} stroke={2} />
      {word}
    </span>
  );
}
