import type { TrayJob } from "@/components/shell/jobs-tray";
import { formatCount } from "@/components/kit/format";
import type { RunningImport } from "@/lib/imports/running";
import { importStateWords } from "@/lib/imports/states";
import { importParts, importTone } from "./tones";

/** An import as the tray says it. */
export function trayImport(row: RunningImport): TrayJob {
  const { id, groupId, fileName, project, startedBy, state, total, tally } = row;
  const root = project ? `/projects/${project.key}` : "/community";
  return {
    id,
    title: `Import of ${fileName}`,
    note: `${project ? project.name : "Community"} · started by ${startedBy}`,
    href: `${root}/${groupId ? `external-data/${groupId}` : "users"}/import/${id}`,
    tone: importTone(row),
    status:
      state === "done" && tally.refused > 0
        ? `Finished, ${formatCount(tally.refused)} refused`
        : importStateWords[state],
    isOver: state !== "running",
    total,
    parts: importParts(row, false).filter(({ count }) => count > 0),
  };
}
