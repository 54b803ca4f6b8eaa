"use client";

import { ValueInput } from "@/components/filter-builder/value-input";
import { fillAnswers, listAsked } from "@/lib/conditions/ask";
import { findQualifier } from "@/lib/conditions/qualifiers";
import type { Condition } from "@/lib/conditions/schema";
import { fieldCatalog } from "@/lib/fields/catalog";
import type { FieldInfo } from "@/lib/fields/field";
import { fieldTitle } from "@/lib/fields/format";
import classes from "./records.module.css";

interface AskedValuesProps {
  fields: FieldInfo[];
  condition: Condition;
  onChange: (condition: Condition) => void;
}

/** The values that a filter asks for when it is run; until one is given, that criterion asks nothing. */
export function AskedValues({ fields, condition, onChange }: AskedValuesProps) {
  const asked = listAsked(condition);
  if (asked.length === 0) return null;
  const catalog = fieldCatalog(fields);
  return (
    <div className={classes.asked} role="group" aria-label="Values this filter asks for">
      {asked.map(({ at, test }) => {
        const field = catalog.find(test.field);
        const qualifier = field && findQualifier(field, test.is);
        if (!field || !qualifier) return null;
        return (
          <ValueInput
            key={at}
            field={field}
            shape={qualifier.shape}
            value={test.value}
            label={`${fieldTitle(field)} ${qualifier.label}`}
            onChange={(value) =>
              onChange(value === undefined ? condition : fillAnswers(condition, new Map([[at, value]])))
            }
          />
        );
      })}
    </div>
  );
}
