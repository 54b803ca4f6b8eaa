"use client";

import { Button, Text } from "@mantine/core";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { KeyField } from "@/components/form/key-field";
import { TextField } from "@/components/form/text-field";
import { IconPlus } from "@/components/icons/icons";
import type { FeedbackTypeInput } from "@/lib/feedback/schema";
import { RowTools } from "./row-tools";
import { useRemoval } from "./use-removal";
import classes from "./type-form.module.css";

/** How the work on a ticket may end. Tickets keep theirs when it is renamed. */
export function ResolutionRows({ saved, use }: { saved: readonly string[]; use: Record<string, number> }) {
  const { control } = useFormContext<FeedbackTypeInput>();
  const { fields, append, move, remove } = useFieldArray({ control, name: "resolutions" });
  const resolutions = useWatch({ control, name: "resolutions" });
  const removal = useRemoval(use, "resolution");
  return (
    <div className={classes.rows}>
      {fields.length === 0 && (
        <Text size="sm" c="dimmed">
          None: tickets of this type show no resolution.
        </Text>
      )}
      {fields.map((field, index) => {
        const name = resolutions[index]?.name || `resolution ${index + 1}`;
        const at = `resolutions.${index}`;
        return (
          <fieldset key={field.id} className={classes.row}>
            <legend className={classes.legend}>{`Resolution ${index + 1}: ${name}`}</legend>
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
              <div className={classes.used}>{usedBy(use[field.key] ?? 0)}</div>
              <RowTools
                name={name}
                index={index}
                count={fields.length}
                removeWord="Remove"
                onMove={(to) => move(index, to)}
                onRemove={() => removal.ask(field.key) && remove(index)}
              />
            </div>
            {removal.refused(field.key)}
          </fieldset>
        );
      })}
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        onClick={() => append({ name: "", key: "" })}
      >
        Add a resolution
      </Button>
    </div>
  );
}

function usedBy(tickets: number): string {
  return tickets === 0 ? "Not used yet" : `${tickets.toLocaleString("en")} ${tickets === 1 ? "ticket" : "tickets"}`;
}
