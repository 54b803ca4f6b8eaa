"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { announce } from "@/components/kit/live-region";
import { JobsTray, type TrayJob } from "@/components/shell/jobs-tray";
import { showExportNotice, wasExpected } from "@/app/(hub)/_screens/exports/export-notice";
import { trayExport } from "@/app/(hub)/_screens/exports/tray-export";
import { isUnderWay } from "@/app/(hub)/_screens/exports/words";
import { trayIssue } from "@/app/(hub)/_screens/distribution/tray-issue";
import { trayImport } from "@/app/(hub)/_screens/imports/tray-import";
import type { RunningIssue } from "@/lib/distributions/running";
import type { ExportRow } from "@/lib/exports/queries";
import type { RunningImport } from "@/lib/imports/running";
import type { RunningRow } from "@/lib/perform-action/running";
import { runningKey } from "./running-key";
import { trayJob } from "./tray-job";

interface Running {
  runs: RunningRow[];
  imports: RunningImport[];
  exports: ExportRow[];
  issues: RunningIssue[];
}

/** What runs now, on every screen. Asks often only while something moves, and looks anew with every page. */
export function RunningTray({ first }: { first: Running }) {
  const queries = useQueryClient();
  const pathname = usePathname();
  const shownPath = useRef(pathname);
  const { data } = useQuery({
    queryKey: runningKey,
    queryFn: async ({ signal }): Promise<Running> => {
      const response = await fetch("/api/runs/running", { signal });
      if (!response.ok) throw new Error(`The server answered ${response.status}.`);
      return (await response.json()) as Running;
    },
    initialData: first,
    retry: false,
    refetchInterval: (query) => intervalOf(query.state.data ?? first),
  });
  useEffect(() => {
    if (shownPath.current === pathname) return;
    shownPath.current = pathname;
    void queries.invalidateQueries({ queryKey: runningKey });
  }, [pathname, queries]);

  const jobs = jobsOf(data);
  const running = useRef(new Set<string>());
  useEffect(() => {
    const now = jobsOf(data);
    const ended = now.filter(({ id, isOver }) => isOver && running.current.has(id));
    if (ended.length > 0) announce(ended.map(({ title, status }) => `${title}: ${status}`).join(". "));
    for (const row of data.exports)
      if (!isUnderWay(row) && (wasExpected(row.id) || running.current.has(row.id))) showExportNotice(row);
    running.current = new Set(now.filter(({ isOver }) => !isOver).map(({ id }) => id));
  }, [data]);
  return <JobsTray jobs={jobs} />;
}

function jobsOf({ runs, imports, exports, issues }: Running): TrayJob[] {
  return [...exports.map(trayExport), ...issues.map(trayIssue), ...imports.map(trayImport), ...runs.map(trayJob)];
}

/** Milliseconds until the next look: records move, only answers of others are awaited, or nothing runs. */
function intervalOf(running: Running): number | false {
  const { runs, imports, exports, issues } = running;
  if (runs.length + imports.length + exports.length + issues.length === 0) return false;
  const moves =
    exports.some(isUnderWay) ||
    issues.some(({ state }) => state === "waiting" || state === "sending") ||
    imports.some(({ state }) => state === "running") ||
    runs.some(
      ({ state, counts }) => state === "expanding" || (state === "running" && counts.waiting + counts.running > 0),
    );
  return moves ? 2_000 : jobsOf(running).some(({ isOver }) => isOver) ? 5_000 : 15_000;
}
