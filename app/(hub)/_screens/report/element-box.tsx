"use client";

import { useState } from "react";
import type { SummaryRow } from "@/lib/elements/data";
import type { ReportElement } from "@/lib/reports/queries";
import { ElementAnswer } from "./element-answer";
import { ElementFoot } from "./element-foot";
import { ElementFrame } from "./element-frame";
import { ElementMenu } from "./element-menu";
import { useReport } from "./report-context";
import { allRows, rowsBehind, RowsDrawer, type OpenRows } from "./rows-drawer";
import type { BlockActions } from "./use-block-actions";
import { readRows, useDrawnWidth, useElement } from "./use-element";

/** One element with its name, what one can do with it, and its answer. What goes wrong with it stays in its box. */
export function ElementBox({ element, actions }: { element: ReportElement; actions: BlockActions }) {
  const { id, name, definition } = element;
  const { place, report, where, refreshingRef } = useReport();
  const { ref, width } = useDrawnWidth<HTMLDivElement>();
  const answer = useElement(element, { place, where, width, isFresh: () => refreshingRef.current });
  const { data: drawn, error } = answer;
  const [asTable, setAsTable] = useState(false);
  const [open, setOpen] = useState<OpenRows | null>(null);
  return (
    <ElementFrame
      id={`name-${id}`}
      title={name}
      bodyRef={ref}
      tools={
        <ElementMenu
          element={element}
          actions={actions}
          asTable={drawn?.chart ? asTable : null}
          onAsTable={() => setAsTable(!asTable)}
          onRows={() => setOpen(allRows)}
        />
      }
      foot={drawn && !error && <ElementFoot drawn={drawn} onRows={() => setOpen(allRows)} />}
    >
      <ElementAnswer
        name={name}
        definition={definition}
        answer={answer}
        asTable={asTable}
        // What the viewer chose is not mended in the builder.
        modifyHref={report.mayChange && !where ? `${place.base}/${report.id}/elements/${id}/edit` : undefined}
        onDrill={(row: SummaryRow) => drawn && setOpen(rowsBehind(drawn.data, row))}
      />
      {open && (
        <RowsDrawer
          rows={{
            name,
            key: [id, definition, where],
            read: (asked, signal) => readRows(place, id, { where, ...asked }, signal),
          }}
          open={open}
          base={place.base}
          onClose={() => setOpen(null)}
        />
      )}
    </ElementFrame>
  );
}
