"use client";

import { Button } from "@mantine/core";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { CheckboxField } from "@/components/form/choice-fields";
import { KeyField } from "@/components/form/key-field";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { IconPlus } from "@/components/icons/icons";
import type { FeedbackTypeInput } from "@/lib/feedback/schema";
import { OptionRows } from "./option-rows";
import { RowTools } from "./row-tools";
import classes from "./type-form.module.css";

/** The fields of a type. Those that tickets may already hold keep their key and kind; taking one away archives it. */
export function FieldRows({ saved }: { saved: readonly string[] }) {
  const { control } = useFormContext<FeedbackTypeInput>();
  const { fields, append, move, remove } = useFieldArray({ control, name: "fields" });
  return (
    <div className={classes.rows}>
      {fields.map((field, index) => (
        <FieldRow
          key={field.id}
          index={index}
          count={fields.length}
          isSaved={saved.includes(field.key)}
          onMove={(to) => move(index, to)}
          onRemove={() => remove(index)}
        />
      ))}
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        onClick={() =>
          append({ label: "", key: "", type: "text", options: [], required: false, help: "", staffOnly: false })
        }
      >
        Add a field
      </Button>
    </div>
  );
}

interface FieldRowProps {
  index: number;
  count: number;
  isSaved: boolean;
  onMove: (to: number) => void;
  onRemove: () => void;
}

function FieldRow({ index, count, isSaved, onMove, onRemove }: FieldRowProps) {
  const { control } = useFormContext<FeedbackTypeInput>();
  const field = useWatch({ control, name: `fields.${index}` });
  const name = field?.label || `field ${index + 1}`;
  const at = `fields.${index}`;
  return (
    <fieldset className={classes.row}>
      <legend className={classes.legend}>{`Field ${index + 1}: ${field?.label || "no label yet"}`}</legend>
      <div className={classes.line}>
        <div className={classes.wide}>
          <TextField name={`${at}.label`} label="Label" required />
        </div>
        <div className={classes.wide}>
          {isSaved ? (
            <TextField name={`${at}.key`} label="Key" mono disabled />
          ) : (
            <KeyField name={`${at}.key`} from={`${at}.label`} separator="_" help="" />
          )}
        </div>
        <div className={classes.narrow}>
          <SelectField
            name={`${at}.type`}
            label="Type"
            options={isSaved ? fieldTypeOptions.filter(({ value }) => value === field?.type) : fieldTypeOptions}
            required
          />
        </div>
        <div className={classes.check}>
          <CheckboxField name={`${at}.required`} label="Required" />
          <CheckboxField name={`${at}.staffOnly`} label="Staff only" />
        </div>
        <RowTools
          name={name}
          index={index}
          count={count}
          removeWord={isSaved ? "Archive" : "Remove"}
          onMove={onMove}
          onRemove={onRemove}
        />
      </div>
      <TextField name={`${at}.help`} label="Help" placeholder="A line under the field in the form" />
      {field?.type === "choice" && <OptionRows fieldIndex={index} fieldName={name} />}
    </fieldset>
  );
}

const fieldTypeOptions: { value: FeedbackTypeInput["fields"][number]["type"]; label: string }[] = [
  { value: "text", label: "Text" },
  { value: "long_text", label: "Long text" },
  { value: "number", label: "Number" },
  { value: "boolean", label: "Yes or no" },
  { value: "date", label: "Date" },
  { value: "choice", label: "Choice" },
];
