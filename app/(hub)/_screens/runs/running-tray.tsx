"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { announce } from "@/components/kit/live-region";
import { JobsTray } from "@/components/shell/jobs-tray";
import type { RunningRow } from "@/lib/perform-action/running";
import { runningKey } from "./running-key";
import { isRunOver, trayJob } from "./tray-job";

/** What runs now, on every screen. Asks often only while something moves, and looks anew with every page. */
export function RunningTray({ first }: { first: RunningRow[] }) {
  const queries = useQueryClient();
  const pathname = usePathname();
  const shownPath = useRef(pathname);
  const { data: rows } = useQuery({
    queryKey: runningKey,
    queryFn: async ({ signal }): Promise<RunningRow[]> => {
      const response = await fetch("/api/runs/running", { signal });
      if (!response.ok) throw new Error(`The server answered ${response.status}.`);
      return ((await response.json()) as RunningRow[] | null) ?? [];
    },
    initialData: first,
    retry: false,
    refetchInterval: ({ state: { data } }) => intervalOf(data ?? []),
  });
  useEffect(() => {
    if (shownPath.current === pathname) return;
    shownPath.current = pathname;
    void queries.invalidateQueries({ queryKey: runningKey });
  }, [pathname, queries]);

  const running = useRef(new Set<string>());
  useEffect(() => {
    const ended = rows.filter((row) => isRunOver(row) && running.current.has(row.id)).map(trayJob);
    if (ended.length > 0) announce(ended.map(({ title, status }) => `${title}: ${status}`).join(". "));
    running.current = new Set(rows.filter((row) => !isRunOver(row)).map(({ id }) => id));
  }, [rows]);
  return <JobsTray jobs={rows.map(trayJob)} />;
}

/** Milliseconds until the next look: records move, only answers of others are awaited, or nothing runs. */
function intervalOf(rows: RunningRow[]): number | false {
  if (rows.length === 0) return false;
  const moves = rows.some(
    ({ state, counts }) => state === "expanding" || (state === "running" && counts.waiting + counts.running > 0),
  );
  return moves ? 2_000 : rows.some(isRunOver) ? 5_000 : 15_000;
}
