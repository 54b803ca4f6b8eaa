"use client";

import { Button } from "@mantine/core";
import { useState } from "react";
import { useFieldArray, useFormContext } from "react-hook-form";
import { KeyField } from "@/components/form/key-field";
import { NumberField } from "@/components/form/number-field";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { IconPlus } from "@/components/icons/icons";
import type { FeedbackTypeInput } from "@/lib/feedback/schema";
import { colorOptions } from "./color-options";
import { RowTools } from "./row-tools";
import classes from "./type-form.module.css";

/** What can be chosen in a choice. The value is what tickets hold and other systems see. */
export function OptionRows({ fieldIndex, fieldName }: { fieldIndex: number; fieldName: string }) {
  const { control, getValues, formState } = useFormContext<FeedbackTypeInput>();
  const path = `fields.${fieldIndex}.options` as const;
  const { fields, append, move, remove } = useFieldArray({ control, name: path });
  // Their values may stand in tickets and do not follow a new label.
  const [given] = useState(() => getValues(path).map(({ value }) => value));
  const problem = formState.errors.fields?.[fieldIndex]?.options;
  return (
    <div className={classes.options} role="group" aria-label={`Options of ${fieldName}`}>
      {fields.map((option, index) => (
        <div key={option.id} className={classes.line}>
          <div className={classes.wide}>
            <TextField name={`${path}.${index}.label`} label={`Option ${index + 1}`} />
          </div>
          <div className={classes.wide}>
            <KeyField
              name={`${path}.${index}.value`}
              from={`${path}.${index}.label`}
              label="Value"
              separator="_"
              help=""
              locked={given.includes(option.value)}
            />
          </div>
          <div className={classes.narrow}>
            <SelectField name={`${path}.${index}.color`} label="Color" options={colorOptions} />
          </div>
          <div className={classes.number}>
            <NumberField
              name={`${path}.${index}.weight`}
              label="Weight"
              placeholder="1"
              min={0}
              max={100}
              decimals={2}
            />
          </div>
          <RowTools
            name={option.label || `option ${index + 1}`}
            index={index}
            count={fields.length}
            removeWord="Remove"
            onMove={(to) => move(index, to)}
            onRemove={() => remove(index)}
          />
        </div>
      ))}
      {(problem?.message ?? problem?.root?.message) && (
        <p className={classes.problem}>{problem?.message ?? problem?.root?.message}</p>
      )}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        onClick={() => append({ value: "", label: "", color: "gray", weight: undefined })}
      >
        Add an option
      </Button>
    </div>
  );
}
