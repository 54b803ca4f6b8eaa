"use client";

import { Skeleton, Tabs } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { ElementProblem } from "@/app/(hub)/_screens/report/element-problem";
import { ElementView } from "@/app/(hub)/_screens/report/element-view";
import { LiveError } from "@/app/(hub)/_screens/report/read-live";
import { RefetchStrip } from "@/app/(hub)/_screens/report/refetch-strip";
import { drillOf, partWords } from "@/app/(hub)/_screens/report/open-rows";
import { RowsDrawer } from "@/app/(hub)/_screens/report/rows-drawer";
import { asOfWords } from "@/app/(hub)/_screens/report/use-data-as-of";
import type { Condition } from "@/lib/conditions/schema";
import type { ElementDefinition } from "@/lib/elements/schema";
import type { PreviewedElement } from "@/lib/reports/preview-element";
import type { ElementDraftForm } from "./element-form";
import { useEditor } from "./editor-context";
import { previewKinds, useLivePreview, type PreviewKind } from "./live-preview";
import { SpreadsheetView } from "./spreadsheet-view";
import { readPreviewRows } from "./use-element-preview";
import classes from "./builder.module.css";

/** The element as it will be on the screen, on paper, in a mail and in a spreadsheet: one drawing for all. */
export function PreviewPanel() {
  const { kind, show, fit } = useLivePreview();
  const { ref, width } = useElementSize<HTMLDivElement>();
  useEffect(() => fit(width), [fit, width]);
  return (
    <section className={classes.preview} aria-label="Preview" id={previewId} tabIndex={-1}>
      <Tabs value={kind} onChange={(next) => show(previewKinds.find((each) => each === next) ?? "Screen")}>
        <Tabs.List aria-label="Preview as">
          {previewKinds.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {each}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {previewKinds.map((each) => (
          <Tabs.Panel key={each} value={each}>
            {each === kind && <Preview kind={each} />}
          </Tabs.Panel>
        ))}
      </Tabs>
      <div ref={ref} />
    </section>
  );
}

/** Where it stands below the steps and not beside them. */
export function showPreview() {
  const panel = document.getElementById(previewId);
  panel?.scrollIntoView({ block: "start" });
  panel?.focus({ preventScroll: true });
}

const previewId = "element-preview";

function Preview({ kind }: { kind: PreviewKind }) {
  const { drawn, error, isFetching, retry } = useLivePreview();
  if (error) return <ElementProblem error={error} name={placeOf(error)} onRetry={retry} />;
  if (!drawn)
    return isFetching ? (
      <Skeleton height={260} m="md" width="auto" aria-busy />
    ) : (
      <p className={classes.hint}>Choose data, and it is drawn here.</p>
    );
  return (
    <div className={classes.shown} aria-busy={isFetching}>
      <RefetchStrip isShown={isFetching} />
      <Framed kind={kind} drawn={drawn} />
      <p className={classes.asOf}>Data as of {asOfWords(drawn.data)}</p>
    </div>
  );
}

/** The element as it is on its report, and like there it leads to the rows behind it. */
function OnScreen({ name, drawn, view }: { name: string; drawn: PreviewedElement; view: ShownView }) {
  const { place } = useEditor();
  const { definition, isCurrent } = useLivePreview();
  const [open, setOpen] = useState<{ drill: Condition | null } | null>(null);
  return (
    <>
      <ElementView
        label={name}
        definition={view}
        drawn={drawn}
        onDrill={isCurrent ? (row) => setOpen({ drill: drillOf(drawn.data, row) }) : undefined}
      />
      {open && definition && (
        <RowsDrawer
          rows={{
            name,
            key: ["preview", place.query, definition],
            read: (asked, signal) => readPreviewRows(place, definition, asked, signal),
          }}
          open={{ ...open, of: partWords(drawn.data, open.drill) }}
          base={place.base}
          inNewTab
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

function Framed({ kind, drawn }: { kind: PreviewKind; drawn: PreviewedElement }) {
  const { control } = useFormContext<ElementDraftForm>();
  const { reports } = useEditor();
  const { room } = useLivePreview();
  const [typed, reportName, options, destination, reportId] = useWatch({
    control,
    name: ["name", "reportName", "options", "destination", "reportId"],
  });
  const name = typed.trim() || "Your element";
  const existing = destination === "existing" && reports.find(({ value }) => value === reportId)?.label;
  const report = existing || reportName.trim() || "Your report";
  if (kind === "Spreadsheet")
    return (
      <>
        <SpreadsheetView label={name} drawn={drawn} />
        {drawn.chart && <p className={classes.part}>The file has a chart of its own beside this table.</p>}
      </>
    );
  const view = {
    style: drawn.style,
    options: { stack: "none" as const, goal: null, labels: false, colors: {}, ...options },
  };
  if (kind === "Screen") return <OnScreen name={name} drawn={drawn} view={view} />;
  return (
    <>
      <p className={classes.part}>{shownPart[kind]}</p>
      <div className={classes.desk}>
        <div
          className={classes.paper}
          data-kind={kind}
          style={{ zoom: room === 0 ? 1 : Math.min(1, (room - 24) / paperWidths[kind]) }}
        >
          <p className={classes.over}>{kind === "E-mail" ? `Subject: ${report}` : report}</p>
          <h3>{name}</h3>
          <ElementView label={name} definition={view} drawn={drawn} />
        </div>
      </div>
    </>
  );
}

const shownPart = {
  "PDF page":
    "Part of a page: the file also says the project, data as of when, the filters, by whom, and has the other elements and page numbers.",
  "E-mail": "Part of a mail: it also says data as of when, the filters and by whom, and has the other elements.",
} as const;

type ShownView = Pick<ElementDefinition, "style" | "options">;

/** As wide as the page or the mail is, in pixels; where there is less room it is shown smaller as a whole. */
const paperWidths = { "PDF page": 794, "E-mail": 634 } as const;

/** Where what the server refused stands in the form. */
function placeOf(error: Error): string {
  const [place = ""] = error instanceof LiveError ? Object.keys(error.fields) : [];
  return steps[place] ?? "The element";
}

const steps: Record<string, string> = {
  items: "Step 2, Select your data:",
  groups: "Step 2, Group by:",
  measures: "Step 2, Measure:",
  condition: "Step 3, the filter:",
  filterId: "Step 3, the filter:",
  style: "Step 4, the style:",
  sort: "Step 4, the order:",
};
