"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { announce } from "@/components/kit/live-region";
import { JobsTray, type TrayJob } from "@/components/shell/jobs-tray";
import { trayImport } from "@/app/(hub)/_screens/imports/tray-import";
import type { RunningImport } from "@/lib/imports/running";
import type { RunningRow } from "@/lib/perform-action/running";
import { runningKey } from "./running-key";
import { trayJob } from "./tray-job";

interface Running {
  runs: RunningRow[];
  imports: RunningImport[];
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
    running.current = new Set(now.filter(({ isOver }) => !isOver).map(({ id }) => id));
  }, [data]);
  return <JobsTray jobs={jobs} />;
}

function jobsOf({ runs, imports }: Running): TrayJob[] {
  return [...imports.map(trayImport), ...runs.map(trayJob)];
}

/** Milliseconds until the next look: records move, only answers of others are awaited, or nothing runs. */
function intervalOf({ runs, imports }: Running): number | false {
  if (runs.length + imports.length === 0) return false;
  const moves =
    imports.some(({ state }) => state === "running") ||
    runs.some(
      ({ state, counts }) => state === "expanding" || (state === "running" && counts.waiting + counts.running > 0),
    );
  return moves ? 2_000 : jobsOf({ runs, imports }).some(({ isOver }) => isOver) ? 5_000 : 15_000;
}
