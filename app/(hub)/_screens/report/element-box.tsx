"use client";

import { useState } from "react";
import type { SummaryRow } from "@/lib/elements/data";
import type { ReportElement } from "@/lib/reports/queries";
import { ElementAnswer } from "./element-answer";
import { ElementFoot } from "./element-foot";
import { ElementFrame } from "./element-frame";
import { ElementMenu } from "./element-menu";
import { useReport } from "./report-context";
import { drillOf, partWords } from "./open-rows";
import { RowsDrawer } from "./rows-drawer";
import type { BlockActions } from "./use-block-actions";
import { readRows, useDrawnWidth, useElement } from "./use-element";
import { useOpenRows } from "./use-open-rows";

/** One element with its name, what one can do with it, and its answer. What goes wrong with it stays in its box. */
export function ElementBox({ element, actions }: { element: ReportElement; actions: BlockActions }) {
  const { id, name, definition } = element;
  const { place, report, where, refreshingRef } = useReport();
  const { ref, width } = useDrawnWidth<HTMLDivElement>();
  const answer = useElement(element, { place, where, width, isFresh: () => refreshingRef.current });
  const { data: drawn, error } = answer;
  const [asTable, setAsTable] = useState(false);
  const rows = useOpenRows(id);
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
          onRows={() => rows.open(null)}
        />
      }
      foot={drawn && !error && <ElementFoot drawn={drawn} onRows={() => rows.open(null)} />}
    >
      <ElementAnswer
        name={name}
        definition={definition}
        answer={answer}
        asTable={asTable}
        // What the viewer chose is not mended in the builder.
        modifyHref={report.mayChange && !where ? `${place.base}/${report.id}/elements/${id}/edit` : undefined}
        onDrill={(row: SummaryRow) => drawn && rows.open(drillOf(drawn.data, row))}
      />
      {rows.isOpen && (
        <RowsDrawer
          rows={{
            name,
            key: [id, definition, where],
            read: (asked, signal) => readRows(place, id, { where, ...asked }, signal),
          }}
          open={{ drill: rows.drill, of: partWords(drawn?.data ?? null, rows.drill) }}
          base={place.base}
          onClose={rows.close}
        />
      )}
    </ElementFrame>
  );
}
