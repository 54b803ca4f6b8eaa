"use client";

import { Button, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { IconPlus } from "@/components/icons/icons";
import { elementLimits, measureWords, type Measure } from "@/lib/elements/schema";
import { fieldTitle } from "@/lib/fields/format";
import { ChosenRows } from "./chosen-rows";
import { useEditor } from "./editor-context";
import { measuresOf } from "./measures-of";
import classes from "./builder.module.css";

interface MeasureRowsProps {
  value: readonly Measure[];
  onChange: (next: Measure[]) => void;
}

/** What is counted or added up, and how its numbers are written. */
export function MeasureRows({ value, onChange }: MeasureRowsProps) {
  const { fields, source } = useEditor();
  const isFull = value.length >= elementLimits.measures;
  const records = source?.noun.many ?? "records";
  const all = records.replace(/^./, (first) => first.toUpperCase());
  const nameOf = ({ path }: Measure) => {
    if (path === undefined) return all;
    const field = fields.find(path);
    return field ? fieldTitle(field) : `${path} (does not exist any more)`;
  };
  return (
    <section aria-label="Measure">
      <div className={classes.bar}>
        <h3 className={classes.title}>Measure</h3>
        {!isFull && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() => onChange([...value, { kind: "count" }])}
          >
            Count {records}
          </Button>
        )}
      </div>
      <ChosenRows
        label="Measures"
        value={value}
        onChange={onChange}
        nameOf={nameOf}
        keyOf={({ path }, index) => `${path ?? ""} ${index}`}
      >
        {(measure, index) => {
          const name = nameOf(measure);
          const put = (next: Partial<Measure>) => onChange(value.with(index, { ...measure, ...next }));
          const kinds = measuresOf(measure.path === undefined ? null : fields.find(measure.path));
          return (
            <>
              <NativeSelect
                label="How"
                aria-label={`Measure of ${name}`}
                data={(kinds.includes(measure.kind) ? kinds : [measure.kind, ...kinds]).map((kind) => ({
                  value: kind,
                  label: measureWords[kind],
                }))}
                value={measure.kind}
                onChange={({ currentTarget }) =>
                  put({ kind: kinds.find((kind) => kind === currentTarget.value) ?? measure.kind })
                }
              />
              <TextInput
                label="Label"
                aria-label={`Label of the measure ${index + 1}`}
                maxLength={100}
                value={measure.label ?? ""}
                onChange={({ currentTarget }) => put({ label: currentTarget.value || undefined })}
              />
              <NumberInput
                label="Digits"
                aria-label={`Digits after the point of the measure ${index + 1}`}
                placeholder="Auto"
                w={80}
                min={0}
                max={6}
                clampBehavior="blur"
                allowDecimal={false}
                value={measure.digits ?? ""}
                onChange={(digits) => put({ digits: typeof digits === "number" ? digits : undefined })}
              />
              <TextInput
                label="Unit"
                aria-label={`Unit of the measure ${index + 1}`}
                placeholder="€, h"
                w={80}
                maxLength={10}
                value={measure.unit ?? ""}
                onChange={({ currentTarget }) => put({ unit: currentTarget.value || undefined })}
              />
            </>
          );
        }}
      </ChosenRows>
    </section>
  );
}
