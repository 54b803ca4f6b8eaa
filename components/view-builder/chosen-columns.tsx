"use client";

import { NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { ArrangedList } from "@/components/kit/arranged-list";
import { tableColumn, type TableColumn } from "@/lib/conditions/table-state";
import type { FieldCatalog } from "@/lib/fields/catalog";
import type { FieldType } from "@/lib/fields/field";
import { fieldTitle } from "@/lib/fields/format";
import classes from "./view-builder.module.css";

interface ChosenColumnsProps {
  fields: FieldCatalog;
  value: readonly TableColumn[];
  /** Whose columns they are. */
  of?: "view" | "table";
  onChange: (columns: TableColumn[]) => void;
}

/** The columns of the view from left to right, with their own label and width. */
export function ChosenColumns({ fields, value, of = "view", onChange }: ChosenColumnsProps) {
  const put = (index: number, column: TableColumn) => onChange(value.with(index, column));

  if (value.length === 0)
    return <p className={classes.hint}>No columns yet. Double-click an item to move it into the {of}.</p>;
  return (
    <ArrangedList
      label={`Columns of the ${of}`}
      value={value}
      onChange={onChange}
      nameOf={({ path }) => {
        const field = fields.find(path);
        return field ? fieldTitle(field) : `${path} (does not exist any more)`;
      }}
      keyOf={({ path }) => path}
      classNames={{ list: classes.columns, row: classes.column }}
    >
      {(column, { index, name, tools }) => {
        const field = fields.find(column.path);
        return (
          <>
            <span className={classes.name}>{name}</span>
            <TextInput
              aria-label={`Label of ${name}`}
              placeholder={field?.label ?? column.path}
              maxLength={100}
              value={column.label ?? ""}
              onChange={(event) => put(index, { ...column, label: event.currentTarget.value || undefined })}
            />
            <NumberInput
              aria-label={`Width of ${name} in pixels`}
              placeholder="Auto"
              w={96}
              min={40}
              max={1_200}
              clampBehavior="blur"
              allowDecimal={false}
              suffix=" px"
              value={column.width ?? ""}
              onChange={(width) => put(index, { ...column, width: typeof width === "number" ? width : undefined })}
            />
            {field && formats[field.type] && (
              <NativeSelect
                aria-label={`Format of ${name}`}
                value={column.format ?? ""}
                data={formats[field.type] ?? []}
                onChange={(event) => put(index, withFormat(column, event.currentTarget.value))}
              />
            )}
            <span className={classes.tools}>{tools}</span>
          </>
        );
      }}
    </ArrangedList>
  );
}

function withFormat({ format: _, ...column }: TableColumn, chosen: string): TableColumn {
  return tableColumn.parse(chosen ? { ...column, format: chosen } : column);
}

const formats: Partial<Record<FieldType, { value: NonNullable<TableColumn["format"]> | ""; label: string }[]>> = {
  date: [
    { value: "", label: "How long ago" },
    { value: "day", label: "Day" },
    { value: "time", label: "Day and time" },
  ],
  number: [
    { value: "", label: "1,234" },
    { value: "plain", label: "1234" },
  ],
  text: [
    { value: "", label: "One line" },
    { value: "whole", label: "Whole text" },
  ],
};
