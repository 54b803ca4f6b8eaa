import { VisuallyHidden } from "@mantine/core";
import { DefinitionList } from "@/components/kit/definition-list";
import { valueText } from "@/lib/audit/change-text";
import type { FieldChange } from "@/lib/audit/diff";
import { diffLines, foldSame } from "@/lib/audit/line-diff";
import classes from "./audit.module.css";

/** Each field with what it was and what it is; long texts line by line. Of what has but one version, that one. */
export function FieldChanges({ changes, words = { old: "Before", new: "After" }, only }: FieldChangesProps) {
  if (only) {
    const items = changes.map((change) => ({
      term: change.path.join(" › "),
      value: <span className={classes.value}>{valueText(change[only])}</span>,
    }));
    return <DefinitionList items={items} />;
  }
  return (
    <div className={classes.fields}>
      {changes.map((change, n) => (
        <div key={`${n} ${change.path.join(" ")}`} className={classes.field}>
          <h3>{change.path.join(" › ")}</h3>
          <Versions change={change} words={words} />
        </div>
      ))}
    </div>
  );
}

interface FieldChangesProps {
  changes: FieldChange[];
  words?: { old: string; new: string };
  only?: "old" | "new" | undefined;
}

function Versions({ change, words }: { change: FieldChange; words: { old: string; new: string } }) {
  const { old, new: now } = change;
  if (typeof old === "string" && typeof now === "string" && /[\r\n]/.test(`${old}${now}`))
    return <Lines before={old} after={now} />;
  return (
    <div className={classes.versions}>
      {(["old", "new"] as const).map((which) => (
        <div key={which}>
          <span className={classes.quiet}>{words[which]}</span>
          <pre className={classes.version}>{valueText(change[which])}</pre>
        </div>
      ))}
    </div>
  );
}

const signs = {
  same: { sign: " ", word: "" },
  removed: { sign: "−", word: "removed: " },
  added: { sign: "+", word: "added: " },
};

function Lines({ before, after }: { before: string; after: string }) {
  return (
    <pre className={classes.lines}>
      {foldSame(diffLines(before, after)).map((line, n) =>
        line === null ? (
          <span key={n} className={classes.line}>
            …
          </span>
        ) : (
          <span key={n} className={classes.line} data-is={line.is}>
            <span aria-hidden>{signs[line.is].sign} </span>
            <VisuallyHidden>{signs[line.is].word}</VisuallyHidden>
            {line.text}
            {"\n"}
          </span>
        ),
      )}
    </pre>
  );
}
