"use client";

import { Select, type ComboboxData } from "@mantine/core";
import { useField } from "@/components/form/use-field";
import classes from "./imports.module.css";

interface ColumnTargetProps {
  index: number;
  heading: string;
  /** The empty one is to ignore it. */
  options: ComboboxData;
  /** What is expected in the cells, by target. */
  wants: ReadonlyMap<string, string>;
}

/** What one column of the file means. */
export function ColumnTarget({ index, heading, options, wants }: ColumnTargetProps) {
  const { value, change, input } = useField<string | null>(`columns.${index}`);
  const wanted = value && wants.get(value);
  return (
    <Select
      {...input}
      className={classes.target}
      aria-label={`Target of ${heading}`}
      data={options}
      searchable
      allowDeselect={false}
      nothingFoundMessage="Nothing found"
      checkIconPosition="right"
      description={wanted ? `Takes ${wanted}.` : undefined}
      inputWrapperOrder={["label", "input", "description", "error"]}
      value={value ?? ""}
      onChange={(next) => change(next || null)}
    />
  );
}
