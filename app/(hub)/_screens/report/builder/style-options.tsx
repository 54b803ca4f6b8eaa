"use client";

import { useFormContext, useWatch } from "react-hook-form";
import { CheckboxField } from "@/components/form/choice-fields";
import { NumberField } from "@/components/form/number-field";
import { SelectField } from "@/components/form/select-field";
import type { Style } from "@/lib/elements/schema";
import type { SummaryData } from "@/lib/elements/data";
import { suitingStyle } from "@/lib/reports/suiting-style";
import { definitionOrEmpty, type ElementDraftForm } from "./element-form";
import { ColorFields } from "./color-fields";
import { GoalField } from "./goal-field";
import { useLivePreview } from "./live-preview";
import { OrderRows } from "./order-rows";
import classes from "./builder.module.css";

/** Order, limit, and what the style leaves to choose. */
export function StyleOptions() {
  const { control } = useFormContext<ElementDraftForm>();
  const form = useWatch({ control }) as ElementDraftForm;
  const { drawn } = useLivePreview();
  const style = drawn?.style ?? suitingStyle(form.style, definitionOrEmpty(form));
  const series = (form.groups?.length ?? 0) > 1 || (form.measures?.length ?? 0) > 1;
  const isText = style === "table" || style === "list" || style === "number";
  const data = drawn?.data.shape === "summary" ? drawn.data : null;
  return (
    <>
      <div className={classes.options}>
        {style !== "number" && style !== "gauge" && (
          <NumberField name="limit" label="Rows at most" placeholder="All" min={1} max={10_000} />
        )}
        {stacking.has(style) && series && (
          <SelectField
            name="options.stack"
            label="Several series"
            options={[
              { value: "none", label: "Side by side" },
              { value: "stacked", label: "Stacked" },
              { value: "full", label: "Stacked to 100 %" },
            ]}
          />
        )}
        {goals.has(style) && <GoalField name="options.goal" label={style === "gauge" ? "Full circle at" : "Goal"} />}
        {!isText && style !== "gauge" && (
          <CheckboxField name="options.labels" label="Write values beside their marks" />
        )}
      </div>
      {style !== "number" && style !== "gauge" && <OrderRows />}
      {data && hasColors(style, data) && <ColorFields data={data} />}
    </>
  );
}

/** A single line has the colour of the programme; a heat map has its own scale. */
function hasColors(style: Style, { groups }: SummaryData): boolean {
  if (groups.length === 0) return false;
  return valued.has(style) || (groups.length > 1 && (style === "line" || style === "area"));
}

const valued = new Set<Style>(["bar", "column", "pie", "doughnut", "funnel"]);
const stacking = new Set<Style>(["bar", "column", "area"]);
const goals = new Set<Style>(["bar", "column", "line", "area", "gauge", "number"]);
