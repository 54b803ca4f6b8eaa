"use client";

import { Text } from "@mantine/core";
import { useMemo } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { FilterField } from "@/app/(hub)/_screens/records/filter-field";
import type { ReportPlace } from "@/app/(hub)/_screens/report/report-place";
import { FilterBuilder } from "@/components/filter-builder/filter-builder";
import { condition as conditionSchema, noFilter } from "@/lib/conditions/schema";
import type { SourceList } from "@/lib/reports/describe-source";
import { useEditor } from "./editor-context";
import type { ElementDraftForm } from "./element-form";
import classes from "./builder.module.css";

/** Which records count: a saved filter, criteria of the element's own, or both. */
export function FilterStep() {
  const { place, source, mayShareFilters } = useEditor();
  const { control, setValue, formState } = useFormContext<ElementDraftForm>();
  const kept = useWatch({ control, name: "condition" });
  // A draft out of the browser may hold anything.
  const condition = useMemo(() => conditionSchema.safeParse(kept).data ?? noFilter, [kept]);
  if (!source) return null;
  const problem = formState.errors.condition?.message;
  return (
    <div className={classes.stack}>
      {source.list && (
        <FilterField
          key={source.key}
          scope={place.scope}
          filters={source.filters.map(({ id, name }) => ({ value: id, label: name }))}
          base={{
            source: source.key,
            api: listApi(source.list, place),
            fields: source.fields,
            zone: source.zone,
            mayShare: mayShareFilters,
            isCommunity: place.scope === "community",
          }}
          help="One that is saved. It is asked as it stands whenever the report is."
        />
      )}
      <details open={condition.conditions.length > 0}>
        <summary className={classes.summary}>Criteria of this element only</summary>
        <FilterBuilder
          fields={source.fields}
          value={condition}
          onChange={(next) => setValue("condition", next, { shouldDirty: true })}
          zone={source.zone}
        />
      </details>
      {typeof problem === "string" && (
        <Text c="red" fz="sm" role="alert">
          {problem}
        </Text>
      )}
    </div>
  );
}

/** The address of the live list of these records, which counts what a new filter finds. */
function listApi(list: SourceList, { query }: ReportPlace): string {
  const address =
    list.kind === "users" ? `/api/users${query}` : `/api/feedback${query}type=${encodeURIComponent(list.type)}`;
  return address.replace(/&$/, "");
}
