"use client";

import { MultiSelect } from "@mantine/core";
import { useField } from "@/components/form/use-field";
import { reportLimits, type ReportControl } from "@/lib/reports/schema";

/** The items by which a report can be narrowed. One that is gone meanwhile can still be taken out. */
export function ControlsField({ items }: { items: { value: string; label: string }[] }) {
  const { value, change, input } = useField<ReportControl[]>("controls");
  const gone = value
    .filter(({ path }) => !items.some((item) => item.value === path))
    .map(({ path, label }) => ({ value: path, label: `${label ?? path} (does not exist any more)` }));
  return (
    <MultiSelect
      {...input}
      label="Items"
      data={[...items, ...gone]}
      value={value.map(({ path }) => path)}
      onChange={(paths) => change(paths.map((path) => value.find((control) => control.path === path) ?? { path }))}
      maxValues={reportLimits.controls}
      searchable
      hidePickedOptions
      nothingFoundMessage={items.length === 0 ? "Add an element first" : "No item has this name"}
      limit={100}
    />
  );
}
