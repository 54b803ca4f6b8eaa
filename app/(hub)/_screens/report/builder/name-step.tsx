"use client";

import { useFormContext, useWatch } from "react-hook-form";
import { CheckboxField, RadioField } from "@/components/form/choice-fields";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import type { Choice } from "./element-editor";
import type { ElementDraftForm } from "./element-form";
import classes from "./builder.module.css";

interface NameStepProps {
  /** Those that one may change. */
  reports: Choice[];
  isNew: boolean;
}

/** What the element is called, and the report it goes into. */
export function NameStep({ reports, isNew }: NameStepProps) {
  const { control } = useFormContext<ElementDraftForm>();
  const destination = useWatch({ control, name: "destination" });
  return (
    <div className={classes.stack}>
      <TextField name="name" label="Name of the report element" required />
      {isNew && (
        <>
          <RadioField
            name="destination"
            label="Destination"
            options={[
              { value: "new", label: "A new report", help: "Private, until you share it." },
              ...(reports.length > 0 ? [{ value: "existing", label: "An existing report" }] : []),
            ]}
          />
          {destination === "existing" ? (
            <SelectField name="reportId" label="Report" required options={reports} placeholder="Choose a report" />
          ) : (
            <TextField name="reportName" label="Name of the new report" required />
          )}
        </>
      )}
      <CheckboxField name="isHalf" label="Half the width" help="It stands beside another one where there is room." />
    </div>
  );
}
