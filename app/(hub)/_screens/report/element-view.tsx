"use client";

import type { SummaryRow } from "@/lib/elements/data";
import type { ElementDefinition } from "@/lib/elements/schema";
import type { DrawnElement } from "@/lib/reports/draw-element";
import { ChartFigure } from "./chart-figure";
import { ElementList } from "./element-list";
import { ElementNumber } from "./element-number";
import { ElementTable } from "./element-table";
import classes from "./element.module.css";

interface ElementViewProps {
  label: string;
  definition: Pick<ElementDefinition, "style" | "options">;
  drawn: DrawnElement;
  /** A chart as its table. */
  asTable?: boolean;
  onDrill?: (row: SummaryRow) => void;
}

/** The answer in the element's style, on the screen as in the previews. */
export function ElementView({ label, definition, drawn, asTable = false, onDrill }: ElementViewProps) {
  const { data, chart, problem } = drawn;
  if (data.rows.length === 0) return <p className={classes.hint}>Nothing matches. There is nothing to show.</p>;
  if (definition.style === "number" && data.shape === "summary" && !problem)
    return <ElementNumber data={data} goal={definition.options.goal} />;
  if (chart && !asTable)
    return <ChartFigure label={label} style={definition.style} chart={chart} data={data} onDrill={onDrill} />;
  return (
    <>
      {problem && <p className={classes.hint}>Shown as a table. {problem}</p>}
      {definition.style === "list" && !problem ? (
        <ElementList label={label} data={data} />
      ) : (
        <ElementTable label={label} data={data} onDrill={onDrill} />
      )}
    </>
  );
}
