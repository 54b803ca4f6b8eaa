"use client";

import { Checkbox, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { useFormContext } from "react-hook-form";
import { dateBuckets, elementLimits, type Group } from "@/lib/elements/schema";
import type { FieldInfo } from "@/lib/fields/field";
import { fieldTitle } from "@/lib/fields/format";
import { ChosenRows } from "./chosen-rows";
import { useEditor } from "./editor-context";
import type { ElementDraftForm } from "./element-form";
import { readRanges } from "./ranges";
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
      {value.length >= elementLimits.groups && (
        <p className={classes.hint}>An element groups by two items at most. Remove one to group by another.</p>
      )}
      {value.length === 0 && <p className={classes.hint}>Nothing: one number for everything.</p>}
      <ChosenRows label="Groups" value={value} onChange={onChange} nameOf={nameOf} keyOf={({ path }) => path}>
        {(group, index) => (
          <GroupSettings
            name={nameOf(group)}
            at={index}
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
  /** Its place among the groups. */
  at: number;
  field: FieldInfo | null;
  group: Group;
  onChange: (next: Group) => void;
}

function GroupSettings({ name, at, field, group, onChange }: GroupSettingsProps) {
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
      {field?.type === "number" && <Edges name={name} at={at} group={group} onChange={onChange} />}
      {canBeTop && (
        <NumberInput
          label="Top"
          description="The rest is “Other”"
          aria-label={`Top of ${name}`}
          placeholder="All"
          w={130}
          min={1}
          max={elementLimits.top}
          allowNegative={false}
          clampBehavior="strict"
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

/** Typed as text, because half a list is no list yet. What is no list goes into the form as it is, which then refuses it. */
function Edges({ name, at, group, onChange }: Omit<GroupSettingsProps, "field">) {
  const { register, formState } = useFormContext<ElementDraftForm>();
  const [text, setText] = useState(group.edges?.join(", ") ?? "");
  const read = readRanges(text);
  const change = (typed: string) => {
    setText(typed);
    const now = readRanges(typed);
    const edges = "edges" in now ? now.edges : [Number.NaN];
    onChange({ ...group, edges: edges.length > 0 ? edges : undefined, top: undefined });
  };
  // Left with what the form refuses, it is shown as it was typed, and the summary of errors leads here.
  const { ref, onBlur } = register(`groups.${at}.edges.0`);
  return (
    <TextInput
      ref={ref}
      label="Ranges begin at"
      description="Empty: each number by itself"
      aria-label={`Ranges of ${name} begin at`}
      placeholder="0, 10, 50"
      value={text}
      error={"problem" in read ? read.problem : formState.errors.groups?.[at]?.edges?.[0]?.message}
      onBlur={(event) => void onBlur(event)}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    />
  );
}

const bucketWords = { day: "Day", week: "Week", month: "Month", quarter: "Quarter", year: "Year" } as const;
