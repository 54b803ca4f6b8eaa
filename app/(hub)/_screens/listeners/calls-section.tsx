"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@mantine/core";
import { HelpLink } from "@/components/kit/help-link";
import { Section } from "@/components/kit/section";
import { EmptyState } from "@/components/states/empty-state";
import { ErrorState } from "@/components/states/error-state";
import { helpLinks } from "@/lib/help/links";
import type { CallRow } from "@/lib/listeners/calls";
import { callsKey } from "./calls-key";
import { CallsTable } from "./calls-table";
import { useEditor } from "./editor-context";
import classes from "./listeners.module.css";

interface Calls {
  rows: CallRow[];
  next: string | null;
}

/** The calls of a listener as they come in. */
export function CallsSection({ listenerId, first }: { listenerId: string; first: Calls }) {
  const { scope, callsBase } = useEditor();
  const [pages, setPages] = useState<string[]>([]);
  const before = pages.at(-1);
  const answer = useQuery({
    queryKey: [...callsKey(listenerId), before],
    queryFn: async ({ signal }): Promise<Calls> => {
      const query = new URLSearchParams({ listenerId, ...(scope === "community" ? {} : { project: scope.project }) });
      if (before) query.set("before", before);
      const response = await fetch(`/api/listener-calls?${query}`, { signal });
      if (!response.ok) throw new Error(`The server answered ${response.status}.`);
      return (await response.json()) as Calls;
    },
    initialData: before ? undefined : first,
    placeholderData: keepPreviousData,
    refetchInterval: before ? false : 3_000,
  });
  const { rows, next } = answer.data ?? first;
  return (
    <div className={classes.calls}>
      <Section
        id="calls"
        title="Calls"
        description="As they come in, newest first."
        actions={<HelpLink to={helpLinks.listenerCalls}>How to read the calls</HelpLink>}
        flush
      >
        {answer.isError && (
          <ErrorState title="The calls could not be read again" onRetry={() => void answer.refetch()}>
            What you see below may be old.
          </ErrorState>
        )}
        {rows.length === 0 ? (
          <EmptyState title="No calls yet" illustration="signal">
            Waiting for the first call. Give the API endpoint URL to the other system, or send a test from here.
          </EmptyState>
        ) : (
          <CallsTable rows={rows} callsBase={callsBase} />
        )}
        {(next !== null || pages.length > 0) && (
          <div className={classes.pages}>
            <Button
              variant="default"
              size="compact-sm"
              disabled={pages.length === 0}
              onClick={() => setPages((all) => all.slice(0, -1))}
            >
              Newer calls
            </Button>
            <Button
              variant="default"
              size="compact-sm"
              disabled={next === null}
              onClick={() => next && setPages((all) => [...all, next])}
            >
              Older calls
            </Button>
          </div>
        )}
      </Section>
    </div>
  );
}
