import type { FieldErrors } from "react-hook-form";
import type { GroupField } from "./group-fields";

/** What is wrong with rows of a form, by place, and with the list as a whole. */
export function fieldErrors(fields: FieldErrors<{ fields: GroupField[] }>["fields"]) {
  const errors: Record<string, string | undefined> = {};
  if (Array.isArray(fields)) {
    for (const [index, row] of (fields as (FieldErrors<GroupField> | undefined)[]).entries())
      for (const member of ["label", "parameter", "type"] as const)
        errors[`${index}.${member}`] = row?.[member]?.message;
  }
  return { errors, message: fields?.root?.message ?? fields?.message };
}
