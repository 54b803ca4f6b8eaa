"use client";

import { Checkbox, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { dateBuckets, elementLimits, type Group } from "@/lib/elements/schema";
import type { FieldInfo } from "@/lib/fields/field";
import { fieldTitle } from "@/lib/fields/format";
import { ChosenRows } from "./chosen-rows";
import { useEditor } from "./editor-context";
import classes from "./builder.module.css";

interface GroupRowsProps {
  value: readonly Group[];
  onChange: (next: Group[]) => void;
}

/** By what is grouped: the first along the axis, the second as series. */
export function GroupRows({ value, onChange }: GroupRowsProps) {
  const { fields } = useEditor();
  const nameOf = ({ path }: Group) => {
    const field = fields.find(path);
    return field ? fieldTitle(field) : `${path} (does not exist any more)`;
  };
  return (
    <section aria-label="Group by">
      <h3 className={classes.title}>Group by</h3>
      {value.length === 0 && <p className={classes.hint}>Nothing: one number for everything.</p>}
      <ChosenRows label="Groups" value={value} onChange={onChange} nameOf={nameOf} keyOf={({ path }) => path}>
        {(group, index) => (
          <GroupSettings
            name={nameOf(group)}
            field={fields.find(group.path)}
            group={group}
            onChange={(next) => onChange(value.with(index, next))}
          />
        )}
      </ChosenRows>
    </section>
  );
}

interface GroupSettingsProps {
  name: string;
  field: FieldInfo | null;
  group: Group;
  onChange: (next: Group) => void;
}

function GroupSettings({ name, field, group, onChange }: GroupSettingsProps) {
  const canBeTop = field?.type !== "date" && !group.edges && field?.type !== "boolean";
  return (
    <>
      {field?.type === "date" && (
        <NativeSelect
          label="By"
          aria-label={`${name} by`}
          data={dateBuckets.map((bucket) => ({ value: bucket, label: bucketWords[bucket] }))}
          value={group.bucket ?? "day"}
          onChange={({ currentTarget }) =>
            onChange({ ...group, bucket: dateBuckets.find((bucket) => bucket === currentTarget.value) })
          }
        />
      )}
      {field?.type === "number" && <Edges name={name} group={group} onChange={onChange} />}
      {canBeTop && (
        <NumberInput
          label="Top"
          description="The rest is “Other”"
          aria-label={`Top of ${name}`}
          placeholder="All"
          w={130}
          min={1}
          max={elementLimits.top}
          clampBehavior="blur"
          allowDecimal={false}
          value={group.top ?? ""}
          onChange={(top) => onChange({ ...group, top: typeof top === "number" && top >= 1 ? top : undefined })}
        />
      )}
      <TextInput
        label="Label"
        aria-label={`Label of ${name}`}
        placeholder={field?.label}
        maxLength={100}
        value={group.label ?? ""}
        onChange={({ currentTarget }) => onChange({ ...group, label: currentTarget.value || undefined })}
      />
      <Checkbox
        label="Leave out records without a value"
        checked={group.present ?? false}
        onChange={({ currentTarget }) => onChange({ ...group, present: currentTarget.checked || undefined })}
      />
    </>
  );
}

/** Typed as text, because half a list is no list yet. */
function Edges({ name, group, onChange }: Omit<GroupSettingsProps, "field">) {
  const [text, setText] = useState(group.edges?.join(", ") ?? "");
  const isWrong = edgesIn(text) === null;
  const change = (typed: string) => {
    setText(typed);
    const edges = edgesIn(typed);
    if (edges) onChange({ ...group, edges: edges.length > 0 ? edges : undefined, top: undefined });
  };
  return (
    <TextInput
      label="Ranges begin at"
      description="Empty: each number by itself"
      aria-label={`Ranges of ${name} begin at`}
      placeholder="0, 10, 50"
      value={text}
      error={isWrong ? `Write at most ${elementLimits.edges} numbers, with commas between.` : undefined}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    />
  );
}

/** Null while it is no list of numbers. */
function edgesIn(text: string): number[] | null {
  const numbers = text.split(/[,;\s]+/).flatMap((part) => (part === "" ? [] : [Number(part)]));
  const isList = numbers.every((number) => Number.isFinite(number)) && numbers.length <= elementLimits.edges;
  return isList ? numbers : null;
}

const bucketWords = { day: "Day", week: "Week", month: "Month", quarter: "Quarter", year: "Year" } as const;
