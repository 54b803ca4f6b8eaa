"use client";

import { useController, useFormContext } from "react-hook-form";
import type { GroupForm } from "./group-form";
import { GroupFields } from "./group-fields";
import { fieldErrors } from "./field-errors";

interface GroupRowsProps {
  samples: Record<string, string> | undefined;
  readOnly: boolean;
  fieldsBase: string | undefined;
}

/** The fields of the group that the form around it edits. */
export function GroupRows({ samples, readOnly, fieldsBase }: GroupRowsProps) {
  const { control, formState } = useFormContext<GroupForm>();
  const { field } = useController({ control, name: "fields" });
  const { errors, message } = fieldErrors(formState.errors.fields);
  return (
    <GroupFields
      value={field.value}
      onChange={field.onChange}
      errors={errors}
      error={message}
      samples={samples}
      readOnly={readOnly}
      fieldsBase={fieldsBase}
    />
  );
}
