"use client";

import { Button, Input } from "@mantine/core";
import { useEffect, useRef } from "react";
import { IconPlus } from "@/components/icons/icons";
import { announce } from "@/components/kit/live-region";
import { keyFrom, type ExternalDataType } from "@/lib/external-data/schema";
import { GroupFieldRow } from "./group-field-row";
import classes from "./group-fields.module.css";

export interface GroupField {
  /** Absent until it is saved. */
  id?: string;
  label: string;
  parameter: string;
  type: ExternalDataType;
  favorite: boolean;
  /** Its name in tags, once it is saved. */
  key?: string;
}

interface GroupFieldsProps {
  value: readonly GroupField[];
  onChange: (fields: GroupField[]) => void;
  /** By place: `0.label`, `2.parameter`. */
  errors?: Readonly<Record<string, string | undefined>>;
  /** The last value that was received or stored, by parameter. Adds the column "Last sample value". */
  samples?: Readonly<Record<string, string>>;
  readOnly?: boolean;
  /** Before a saved field's id, the address of its values. */
  fieldsBase?: string;
  /** Something stands beside it where the window is wide. */
  beside?: boolean;
  /** Of the whole list, such as "Add a field". */
  error?: string;
}

/** The fields of an external data group: Label, Parameter, Type, Favorite, in the order in which they are shown. */
export function GroupFields(props: GroupFieldsProps) {
  const { value, onChange, errors = {}, samples, readOnly = false, fieldsBase, beside = false, error } = props;
  const root = useRef<HTMLDivElement>(null);
  const focusNext = useRef<string | null>(null);
  useEffect(() => {
    if (!focusNext.current) return;
    root.current?.querySelector<HTMLElement>(focusNext.current)?.focus();
    focusNext.current = null;
  }, [value]);

  const keys = keysOf(value);
  const put = (index: number, field: GroupField) => onChange(value.with(index, field));
  const move = (index: number, by: -1 | 1) => {
    const field = value[index];
    const to = index + by;
    if (!field || to < 0 || to >= value.length) return;
    focusNext.current = `[data-index="${to}"] [data-control="${by === -1 ? "up" : "down"}"]`;
    announce(`${field.label || "The field"} is number ${to + 1} of ${value.length}`);
    onChange(value.toSpliced(index, 1).toSpliced(to, 0, field));
  };
  const remove = (index: number) => {
    const left = value.length - 1;
    focusNext.current =
      left === 0 ? '[data-control="add"]' : `[data-index="${Math.min(index, left - 1)}"] [data-control="remove"]`;
    announce(`Removed: ${value[index]?.label || "the field"}`);
    onChange(value.toSpliced(index, 1));
  };
  const add = () => {
    focusNext.current = `[data-index="${value.length}"] input`;
    onChange([...value, { label: "", parameter: "", type: "string", favorite: false }]);
  };

  return (
    <div ref={root} className={classes.root} data-beside={beside || undefined}>
      {value.length > 0 && (
        <table className={classes.table} aria-label="External Data Fields" data-samples={samples ? true : undefined}>
          <thead>
            <tr>
              <th scope="col">Label</th>
              <th scope="col">Parameter</th>
              <th scope="col">Type</th>
              <th scope="col" className={classes.narrow}>
                Favorite
              </th>
              {samples && <th scope="col">Last sample value</th>}
              <th scope="col">Key</th>
              {!readOnly && (
                <th scope="col" className={classes.narrow}>
                  <span className={classes.hidden}>Move or remove</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {value.map((field, index) => (
              <GroupFieldRow
                // A new field has nothing of its own yet but its place.
                key={field.id ?? `new ${index}`}
                index={index}
                count={value.length}
                field={field}
                tagKey={keys[index] ?? ""}
                sample={samples ? (samples[field.parameter] ?? "") : null}
                errors={errors}
                readOnly={readOnly}
                href={fieldsBase && field.id ? `${fieldsBase}${field.id}` : null}
                onChange={(next) => put(index, next)}
                onMove={(by) => move(index, by)}
                onRemove={() => remove(index)}
              />
            ))}
          </tbody>
        </table>
      )}
      {error && <Input.Error role="alert">{error}</Input.Error>}
      {!readOnly && (
        <Button
          data-control="add"
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          onClick={add}
        >
          Add a field
        </Button>
      )}
    </div>
  );
}

// A new field is shown the key that the server will most likely give it.
function keysOf(fields: readonly GroupField[]): string[] {
  const taken = new Set(fields.flatMap(({ key }) => key ?? []));
  return fields.map(({ key, label }) => {
    if (key !== undefined || label.trim() === "") return key ?? "";
    const made = keyFrom(label, taken);
    taken.add(made);
    return made;
  });
}
