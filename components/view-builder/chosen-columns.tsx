"use client";

import { ActionIcon, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useEffect, useRef } from "react";
import { IconArrowDown, IconArrowUp, IconX } from "@/components/icons/icons";
import { announce } from "@/components/kit/live-region";
import { tableColumn, type TableColumn } from "@/lib/conditions/table-state";
import type { FieldCatalog } from "@/lib/fields/catalog";
import type { FieldType } from "@/lib/fields/field";
import { fieldTitle } from "@/lib/fields/format";
import { moveColumn } from "./edit-columns";
import classes from "./view-builder.module.css";

interface ChosenColumnsProps {
  fields: FieldCatalog;
  value: readonly TableColumn[];
  onChange: (columns: TableColumn[]) => void;
}

/** The columns of the view from left to right, with their own label and width. */
export function ChosenColumns({ fields, value, onChange }: ChosenColumnsProps) {
  const root = useRef<HTMLOListElement>(null);
  const focusNext = useRef<string | null>(null);
  useEffect(() => {
    if (focusNext.current) root.current?.querySelector<HTMLElement>(focusNext.current)?.focus();
    focusNext.current = null;
  }, [value]);

  const step = (index: number, direction: -1 | 1, name: string) => {
    const moved = moveColumn(value, index, direction);
    focusNext.current = `[data-index="${index + direction}"] [data-control="${direction === -1 ? "up" : "down"}"]`;
    announce(`${name} is column ${index + direction + 1} of ${value.length}`);
    onChange(moved);
  };
  const remove = (index: number, name: string) => {
    focusNext.current = `[data-index="${Math.min(index, value.length - 2)}"] [data-control="remove"]`;
    announce(`Removed from the view: ${name}`);
    onChange(value.toSpliced(index, 1));
  };
  const put = (index: number, column: TableColumn) => onChange(value.with(index, column));

  if (value.length === 0)
    return <p className={classes.hint}>No columns yet. Double-click an item to move it into the view.</p>;
  return (
    <ol ref={root} className={classes.columns} aria-label="Columns of the view">
      {value.map((column, index) => {
        const field = fields.find(column.path);
        const name = field ? fieldTitle(field) : `${column.path} (does not exist any more)`;
        return (
          <li key={column.path} data-index={index} className={classes.column}>
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
            <span className={classes.tools}>
              <ActionIcon
                data-control="up"
                aria-label={`Move up: ${name}`}
                title="Move up"
                data-disabled={index === 0 || undefined}
                aria-disabled={index === 0}
                onClick={index === 0 ? undefined : () => step(index, -1, name)}
              >
                <IconArrowUp size={16} />
              </ActionIcon>
              <ActionIcon
                data-control="down"
                aria-label={`Move down: ${name}`}
                title="Move down"
                data-disabled={index === value.length - 1 || undefined}
                aria-disabled={index === value.length - 1}
                onClick={index === value.length - 1 ? undefined : () => step(index, 1, name)}
              >
                <IconArrowDown size={16} />
              </ActionIcon>
              <ActionIcon
                data-control="remove"
                aria-label={`Remove: ${name}`}
                title="Remove"
                onClick={() => remove(index, name)}
              >
                <IconX size={16} />
              </ActionIcon>
            </span>
          </li>
        );
      })}
    </ol>
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
