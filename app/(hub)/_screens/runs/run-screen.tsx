"use client";

import { Stack } from "@mantine/core";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { formatCount } from "@/components/kit/format";
import { DefinitionList } from "@/components/kit/definition-list";
import { ProgressBar } from "@/components/kit/progress-bar";
import { RelativeTime } from "@/components/kit/relative-time";
import { Section } from "@/components/kit/section";
import { TextLink } from "@/components/kit/text-link";
import { StatusBadge } from "@/components/kit/status-badge";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { RunDetail, RunRecordPage } from "@/lib/perform-action/queries";
import { runStateWords, type RecordState } from "@/lib/perform-action/states";
import { RunControls } from "./run-controls";
import { runParts } from "./run-parts";
import { RunRecords } from "./run-records";
import { runningKey } from "./running-key";
import { runTone } from "./tones";

export interface RunAnswer {
  run: RunDetail;
  records: RunRecordPage;
}

interface RunScreenProps {
  scope: ScopeRef;
  first: RunAnswer;
  /** Before a record's id or display id. */
  recordBase: string | null;
  deliveriesBase: string;
  runsBase: string;
  tracesBase: string;
  mayControl: boolean;
}

/** A run while it goes on and afterwards: how far it is, and a verdict per record. */
export function RunScreen(props: RunScreenProps) {
  const { scope, first, recordBase, deliveriesBase, runsBase, tracesBase, mayControl } = props;
  const queries = useQueryClient();
  const [state, setState] = useState<RecordState | null>(null);
  const [after, setAfter] = useState<string[]>([]);
  const cursor = after.at(-1);
  const answer = useQuery({
    queryKey: ["run", first.run.id, state, cursor],
    queryFn: async ({ signal }): Promise<RunAnswer> => {
      const query = new URLSearchParams(scope === "community" ? {} : { project: scope.project });
      if (state) query.set("state", state);
      if (cursor) query.set("after", cursor);
      const response = await fetch(`/api/runs/${first.run.id}?${query}`, { signal });
      if (!response.ok) throw new Error(`The server answered ${response.status}.`);
      return (await response.json()) as RunAnswer;
    },
    initialData: state === null && !cursor ? first : undefined,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (data && isOver(data.run) ? false : 1_000),
  });
  const { run, records } = answer.data ?? first;
  const { counts } = run;
  return (
    <Stack gap="lg">
      <Section
        title={run.macro.name}
        actions={
          mayControl && (
            <RunControls
              scope={scope}
              run={run}
              runsBase={runsBase}
              onChanged={() => {
                void answer.refetch();
                void queries.invalidateQueries({ queryKey: runningKey });
              }}
            />
          )
        }
      >
        <Stack gap="md">
          <StatusBadge tone={runTone(run.state, counts)}>{runStateWords[run.state].label}</StatusBadge>
          <ProgressBar
            label="Progress of this run"
            total={run.total ?? Object.values(counts).reduce((sum, count) => sum + count, 0)}
            parts={runParts(counts)}
          />
          <DefinitionList
            items={[
              { term: "Records", value: run.total === null ? "Being collected" : formatCount(run.total) },
              { term: "Started by", value: run.startedBy },
              { term: "Started", value: <RelativeTime at={run.createdAt} /> },
              { term: "Finished", value: <RelativeTime at={run.finishedAt} empty="not yet" /> },
              { term: "Trace", value: <TextLink href={`${tracesBase}${run.chainId}`}>What led to what</TextLink> },
              ...(run.undo ? [{ term: "Undone", value: undoWords(run.undo) }] : []),
            ]}
          />
        </Stack>
      </Section>
      <RunRecords
        run={run}
        records={records.rows}
        state={state}
        onState={(next) => {
          setState(next);
          setAfter([]);
        }}
        onNext={records.next ? () => setAfter((pages) => [...pages, records.next ?? ""]) : null}
        onBack={after.length > 0 ? () => setAfter((pages) => pages.slice(0, -1)) : null}
        recordBase={recordBase}
        deliveriesBase={deliveriesBase}
        exportHref={`/api/runs/${run.id}/export${scope === "community" ? "" : `?project=${encodeURIComponent(scope.project)}`}`}
      />
    </Stack>
  );
}

function undoWords({ by, undone, kept, left }: NonNullable<RunDetail["undo"]>): string {
  const words = [
    `by ${by}: ${formatCount(undone)} taken back`,
    ...(kept > 0 ? [`${formatCount(kept)} kept, because they were changed since`] : []),
    ...(left > 0 ? [`${formatCount(left)} to go`] : []),
  ];
  return words.join(", ");
}

function isOver({ state, counts, undo }: RunDetail): boolean {
  return (
    (undo === null || undo.left === 0) &&
    (state === "done" || state === "cancelled") &&
    counts.waiting + counts.running + counts.waiting_for_webhook === 0
  );
}
