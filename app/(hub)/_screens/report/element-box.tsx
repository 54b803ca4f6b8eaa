"use client";

import { Skeleton, VisuallyHidden } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useState } from "react";
import { drillCondition } from "@/lib/elements/drill";
import type { SummaryRow } from "@/lib/elements/data";
import type { ReportElement } from "@/lib/reports/queries";
import { ElementFoot } from "./element-foot";
import { ElementMenu } from "./element-menu";
import { ElementProblem } from "./element-problem";
import { ElementView } from "./element-view";
import { RowsDrawer, type OpenRows } from "./rows-drawer";
import type { BlockActions } from "./use-block-actions";
import { useElement } from "./use-element";
import classes from "./report.module.css";

interface ElementBoxProps {
  element: ReportElement;
  index: number;
  actions: BlockActions;
}

/** One element with its name, what one can do with it, and its answer. What goes wrong with it stays in its box. */
export function ElementBox({ element, actions }: ElementBoxProps) {
  const { id, name, definition } = element;
  const { ref, width } = useElementSize<HTMLDivElement>();
  const { data: drawn, error, isFetching, refetch } = useElement(element, drawnWidth(width));
  const [asTable, setAsTable] = useState(false);
  const [rows, setRows] = useState<OpenRows | null>(null);
  const drill = (row: SummaryRow) => {
    if (drawn?.data.shape !== "summary") return;
    const common = drillCondition(drawn.data, row);
    setRows({ drill: common, of: common ? row.groups.map(({ text }) => text).join(", ") : null });
  };
  const all: OpenRows = { drill: null, of: null };
  return (
    <article className={classes.element} aria-labelledby={`name-${id}`}>
      <header className={classes.head}>
        <h3 id={`name-${id}`}>{name}</h3>
        <ElementMenu
          element={element}
          actions={actions}
          asTable={drawn?.chart ? asTable : null}
          onAsTable={() => setAsTable(!asTable)}
          onRows={() => setRows(all)}
        />
      </header>
      <div ref={ref} className={classes.body} aria-busy={!drawn && !error}>
        {drawn && isFetching && <div className={classes.refetching} aria-hidden />}
        {error ? (
          <ElementProblem error={error} name={name} onRetry={() => void refetch()} />
        ) : drawn ? (
          <ElementView label={name} definition={definition} drawn={drawn} asTable={asTable} onDrill={drill} />
        ) : (
          <>
            <VisuallyHidden>Loading {name}</VisuallyHidden>
            <Skeleton height={definition.style === "number" ? 88 : 240} radius="sm" m="md" width="auto" />
          </>
        )}
      </div>
      {drawn && !error && <ElementFoot drawn={drawn} onRows={() => setRows(all)} />}
      {rows && <RowsDrawer element={element} open={rows} onClose={() => setRows(null)} />}
    </article>
  );
}

/** In steps, so that dragging a window does not draw everything anew with every pixel. 24 px are the box's own. */
function drawnWidth(width: number): number {
  return width === 0 ? 0 : Math.min(Math.max(Math.floor((width - 24) / 40) * 40, 200), 1_600);
}
