import type { TrayJob } from "@/components/shell/jobs-tray";
import type { ExportRow } from "@/lib/exports/queries";
import { exportStateWords } from "@/lib/exports/states";
import { downloadHref, exportTone, isUnderWay, unitOf } from "./words";

/** A file as the tray says it. */
export function trayExport(row: ExportRow): TrayJob {
  const { id, fileName, project, state, done, total } = row;
  return {
    id,
    title: fileName,
    note: `${project ? project.name : "Community"} · your export`,
    href: "/files",
    tone: exportTone[state],
    status: exportStateWords[state],
    isOver: !isUnderWay(row),
    ...(state === "done" && { download: downloadHref(id) }),
    total: total ?? done,
    parts: [
      { label: unitOf(row), count: done, tone: state === "failed" ? ("failed" as const) : ("ok" as const) },
    ].filter(({ count }) => count > 0),
  };
}
