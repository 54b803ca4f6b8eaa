"use client";

import { Button, Select } from "@mantine/core";
import { IconFolderPlus, IconPlus } from "@/components/icons/icons";
import { qualifiersOf } from "@/lib/conditions/qualifiers";
import { conditionLimits, isGroup } from "@/lib/conditions/schema";
import type { ConditionGroup, ConditionPart } from "@/lib/conditions/schema";
import type { FieldCatalog } from "@/lib/fields/catalog";
import { useBuilder, useListPlace } from "./builder-context";
import { CriterionRow } from "./criterion-row";
import { appendTo, childAt, countTests, depthAt, endOf, replaceAt } from "./edit-tree";
import classes from "./filter-builder.module.css";
import { PartButtons } from "./part-buttons";
import { StepCount } from "./step-count";

/** Criteria and groups that are judged together. The root is one too, without buttons to move it. */
export function GroupBox({ group, at }: { group: ConditionGroup; at: string }) {
  const { fields, condition, change } = useBuilder();
  const place = useListPlace();
  const isRoot = at === "";
  const name = isRoot ? "Filter" : `Group of ${group.conditions.length}`;
  const add = (part: ConditionPart, told: string, control: string) =>
    change(appendTo(condition, at, part), told, { at: endOf(condition, at), control });
  const criterion = firstCriterion(fields);

  const body = (
    <>
      <div className={classes.head}>
        <Select<ConditionGroup["match"]>
          aria-label={isRoot ? "Match" : `Match, ${name}`}
          data-control="match"
          w={210}
          allowDeselect={false}
          data={matches}
          comboboxProps={place}
          value={group.match}
          onChange={(match) =>
            match && change(isRoot ? { ...group, match } : replaceAt(condition, at, { ...group, match }))
          }
        />
        {group.off && <span className={classes.off}>Switched off</span>}
        {!isRoot && <StepCount at={at} />}
        {!isRoot && <PartButtons part={group} at={at} name={name} />}
      </div>
      {group.conditions.length > 0 ? (
        <ul className={classes.list}>
          {group.conditions.map((part, index) => (
            <Part key={childAt(at, index)} part={part} at={childAt(at, index)} />
          ))}
        </ul>
      ) : (
        <p className={classes.hint}>
          {isRoot
            ? "No filter: everything is shown. Add a criterion above."
            : "Nothing in this group yet, so it asks nothing."}
        </p>
      )}
      <div className={classes.foot}>
        {!isRoot && criterion && countTests(condition) < conditionLimits.tests && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() => add(criterion, "Added a criterion to the group", "item")}
          >
            Add criterion
          </Button>
        )}
        {depthAt(at) + 1 < conditionLimits.depth && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconFolderPlus size={14} />}
            onClick={() => add({ match: "any", conditions: [] }, "Added a group", "match")}
          >
            Add group
          </Button>
        )}
      </div>
    </>
  );

  if (isRoot) return <div data-place={at}>{body}</div>;
  return (
    <li className={classes.row} data-place={at} data-off={group.off || undefined}>
      <div role="group" aria-label={name} className={classes.group}>
        {body}
      </div>
    </li>
  );
}

function Part({ part, at }: { part: ConditionPart; at: string }) {
  return isGroup(part) ? <GroupBox group={part} at={at} /> : <CriterionRow test={part} at={at} />;
}

const matches = [
  { value: "all" as const, label: "All of these (and)" },
  { value: "any" as const, label: "Any of these (or)" },
  { value: "none" as const, label: "None of these (not)" },
];

function firstCriterion(fields: FieldCatalog): ConditionPart | null {
  const [field] = fields.list;
  const is = field && qualifiersOf(field)[0]?.is;
  return field && is ? { field: field.path, is } : null;
}
