"use client";

import { useEffect, useMemo, useRef } from "react";
import type { ElementData, SummaryRow } from "@/lib/elements/data";
import type { Style } from "@/lib/elements/schema";
import type { DrawnElement } from "@/lib/reports/draw-element";
import { ChartParts } from "./chart-parts";
import classes from "./element.module.css";

interface ChartFigureProps {
  label: string;
  style: Style;
  chart: NonNullable<DrawnElement["chart"]>;
  data: ElementData;
  onDrill?: (row: SummaryRow) => void;
}

/** A chart as the server drew it; to assistive technology the drawing itself says in one sentence what it shows. */
export function ChartFigure({ label, style, chart, data, onDrill }: ChartFigureProps) {
  const root = useRef<HTMLDivElement>(null);
  // Drawn by lib/charts, which writes every text of the data as text.
  const drawing = useMemo(() => ({ __html: chart.svg }), [chart.svg]);
  // For pointers; by keyboard its parts lead to the same.
  useEffect(() => {
    const element = root.current;
    const click = ({ target }: MouseEvent) => {
      const mark = target instanceof Element ? target.closest("[data-row]") : null;
      const row = data.shape === "summary" && mark ? data.rows[Number(mark.getAttribute("data-row"))] : undefined;
      if (row) onDrill?.(row);
    };
    element?.addEventListener("click", click);
    return () => element?.removeEventListener("click", click);
  }, [data, onDrill]);
  return (
    <figure className={classes.chart} aria-label={label}>
      <div className={classes.drawn}>
        <div ref={root} data-drills={onDrill ? true : undefined} dangerouslySetInnerHTML={drawing} />
        {onDrill && data.shape === "summary" && chart.svg.includes(" data-row=") && (
          <ChartParts
            label={label}
            chart={chart}
            drawing={root}
            data={data}
            runsDown={style === "bar" || style === "heat_map"}
            onDrill={onDrill}
          />
        )}
      </div>
    </figure>
  );
}
