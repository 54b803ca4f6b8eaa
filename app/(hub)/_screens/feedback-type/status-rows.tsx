"use client";

import { Button, Radio } from "@mantine/core";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { CheckboxField } from "@/components/form/choice-fields";
import { KeyField } from "@/components/form/key-field";
import { MultiSelectField, SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { IconPlus } from "@/components/icons/icons";
import type { FeedbackTypeInput } from "@/lib/feedback/schema";
import type { TeamChoice } from "@/lib/teams/queries";
import { colorOptions } from "./color-options";
import { RowTools } from "./row-tools";
import { useRemoval } from "./use-removal";
import classes from "./type-form.module.css";

interface StatusRowsProps {
  saved: readonly string[];
  use: Record<string, number>;
  teams: TeamChoice[];
}

/** The statuses a ticket goes through, exactly one of them for new tickets. */
export function StatusRows({ saved, use, teams }: StatusRowsProps) {
  const removal = useRemoval(use, "status");
  const { control, setValue, formState } = useFormContext<FeedbackTypeInput>();
  const { fields, append, move, remove } = useFieldArray({ control, name: "statuses" });
  const statuses = useWatch({ control, name: "statuses" });
  const choose = (chosen: number) =>
    statuses.forEach((_, index) =>
      setValue(`statuses.${index}.isDefault`, index === chosen, { shouldDirty: true, shouldValidate: true }),
    );
  const problem = formState.errors.statuses;
  return (
    <div className={classes.rows}>
      {fields.map((field, index) => {
        const name = statuses[index]?.name || `status ${index + 1}`;
        const at = `statuses.${index}`;
        return (
          <fieldset key={field.id} className={classes.row}>
            <legend
              className={classes.legend}
            >{`Status ${index + 1}: ${statuses[index]?.name || "no name yet"}`}</legend>
            <div className={classes.line}>
              <div className={classes.wide}>
                <TextField name={`${at}.name`} label="Name" required />
              </div>
              <div className={classes.wide}>
                {saved.includes(field.key) ? (
                  <TextField name={`${at}.key`} label="Key" mono disabled />
                ) : (
                  <KeyField name={`${at}.key`} from={`${at}.name`} separator="_" help="" />
                )}
              </div>
              <div className={classes.narrow}>
                <SelectField name={`${at}.color`} label="Color" options={colorOptions} />
              </div>
              <div className={classes.check}>
                <CheckboxField name={`${at}.isClosed`} label="Closed" />
                <Radio
                  size="xs"
                  name="defaultStatus"
                  label="For new tickets"
                  checked={statuses[index]?.isDefault ?? false}
                  onChange={() => choose(index)}
                />
              </div>
              <RowTools
                name={name}
                index={index}
                count={fields.length}
                removeWord="Remove"
                onMove={(to) => move(index, to)}
                onRemove={() => removal.ask(field.key) && remove(index)}
              />
            </div>
            {teams.length > 0 && (
              <MultiSelectField
                name={`${at}.teamIds`}
                label="Set by"
                placeholder={(statuses[index]?.teamIds.length ?? 0) === 0 ? "Everyone who changes tickets" : undefined}
                options={teams}
              />
            )}
            {removal.refused(field.key)}
          </fieldset>
        );
      })}
      {(problem?.message ?? problem?.root?.message) && (
        <p className={classes.problem}>{problem?.message ?? problem?.root?.message}</p>
      )}
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        onClick={() => append({ name: "", key: "", color: "gray", isClosed: false, isDefault: false, teamIds: [] })}
      >
        Add a status
      </Button>
    </div>
  );
}
