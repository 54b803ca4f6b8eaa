"use client";

import { Button } from "@mantine/core";
import { useMemo } from "react";
import { HelpLink } from "@/components/kit/help-link";
import { RelativeTime } from "@/components/kit/relative-time";
import { EmptyState } from "@/components/states/empty-state";
import { NoMatchState } from "@/components/states/no-match-state";
import { DataTable } from "@/components/table/data-table";
import { helpLinks } from "@/lib/help/links";
import type { LogAnswer, LogRow } from "@/lib/macros/webhook-log";
import { logGroupStates, logRangeWords, type LogQuestion, type LogRange } from "@/lib/macros/webhook-log-schema";
import { logColumns } from "./log-columns";
import { LogFilters } from "./log-filters";
import { deliveryHref, type LogPlace } from "./log-place";
import { StateCounts } from "./state-counts";
import { useLogQuestion } from "./use-log-question";
import { useWebhookLog } from "./use-webhook-log";
import classes from "./logs.module.css";

interface LogScreenProps {
  place: LogPlace;
  /** The log's own address. */
  base: string;
  /** Whose log this is; null for the log of the whole scope. */
  macroId: string | null;
  macros: { id: string; name: string }[] | null;
  recordLabel: string | null;
  usualRange: LogRange;
  first: { question: string; answer: LogAnswer };
}

/** The Macro webhook log, of a scope or of one macro: live, newest first. */
export function LogScreen({ place, base, macroId, macros, recordLabel, usualRange, first }: LogScreenProps) {
  const { question: asked, ask } = useLogQuestion();
  const question = useMemo(() => (macroId ? { ...asked, macro: macroId } : asked), [asked, macroId]);
  const answer = useWebhookLog({ scope: place.scope, question, usualRange, first });
  const { rows, next, counts } = answer.data ?? { rows: [], next: null, counts: {} };
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const hasRecord = Boolean(question.record);
  const hasWaiting = (counts.waiting ?? 0) > 0;
  const columns = useMemo(
    () =>
      logColumns({
        place,
        ofMacro: macroId !== null,
        recordLog: hasRecord ? null : (id) => `${base}?record=${id}`,
        hasWaiting,
      }),
    [place, base, macroId, hasRecord, hasWaiting],
  );
  const row = useMemo(() => rowOf(place), [place]);
  const clear = () => ask({ ...nothingAsked, range: "all" });
  return (
    <>
      <LogFilters {...{ question: asked, usualRange, macros, recordLabel, ask }} />
      <div className={classes.head}>
        <StateCounts
          counts={counts}
          value={asked.state ?? null}
          onChange={(state) => ask({ state: state ?? undefined })}
        />
        <span className={classes.updated}>
          {asked.before ? "An older page, not live" : <Updated at={answer.data?.readAt ?? null} />}
        </span>
      </div>
      <DataTable
        label="Deliveries"
        columns={columns}
        row={row}
        data={{
          rows,
          status: answer.isError && rows.length === 0 ? "error" : answer.isPending ? "loading" : "ready",
          isRefetching: answer.isPlaceholderData,
          total,
          error: {
            message: answer.error?.message ?? "",
            onRetry: () => void answer.refetch(),
          },
        }}
        empty={
          isAsUsual(asked, usualRange) ? (
            <EmptyState
              title={`Nothing was sent in the ${logRangeWords[usualRange].label.toLowerCase()}`}
              illustration="signal"
              actions={
                <>
                  <Button variant="default" onClick={clear}>
                    Show any time
                  </Button>
                  <HelpLink to={helpLinks.webhooks}>How a macro sends data elsewhere</HelpLink>
                </>
              }
            />
          ) : isNarrowed(asked, usualRange) ? (
            <NoMatchState
              noun="deliveries"
              filterSentence={sentenceOf(asked, usualRange, recordLabel)}
              onClear={clear}
            />
          ) : (
            <EmptyState
              title="Nothing was sent yet"
              illustration="signal"
              actions={<HelpLink to={helpLinks.webhooks}>How a macro sends data elsewhere</HelpLink>}
            >
              As soon as a macro with a webhook runs, each request stands here: whether it arrived, what was answered
              and what to do about it.
            </EmptyState>
          )
        }
      />
      {(next || asked.before) && (
        <div className={classes.pages}>
          <Button
            variant="default"
            size="compact-sm"
            disabled={!asked.before}
            onClick={() => ask({ before: undefined })}
          >
            Newest
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            disabled={!next || answer.isPlaceholderData}
            onClick={() => ask({ before: next ?? undefined })}
          >
            Older
          </Button>
        </div>
      )}
    </>
  );
}

function Updated({ at }: { at: string | null }) {
  return (
    <>
      Updated <RelativeTime at={at} />
    </>
  );
}

const nothingAsked: LogQuestion = {
  state: undefined,
  code: undefined,
  macro: undefined,
  record: undefined,
  text: undefined,
  run: undefined,
  since: undefined,
};

function rowOf(place: LogPlace) {
  return {
    id: ({ id }: LogRow) => id,
    label: ({ macro, subjectLabel }: LogRow) => `${macro?.name ?? "Deleted macro"} to ${subjectLabel}`,
    href: ({ id }: LogRow) => deliveryHref(place, id),
  };
}

/** Nothing but the span of time that nobody chose hides deliveries. */
function isAsUsual(asked: LogQuestion, usualRange: LogRange): boolean {
  return usualRange !== "all" && !Object.values(asked).some(Boolean);
}

function isNarrowed({ before: _, range, ...rest }: LogQuestion, usualRange: LogRange): boolean {
  return (range ?? usualRange) !== "all" || Object.values(rest).some(Boolean);
}

function sentenceOf(asked: LogQuestion, usualRange: LogRange, recordLabel: string | null): string {
  const parts = [
    asked.since ? "Since a time" : logRangeWords[asked.range ?? usualRange].label,
    asked.state && logGroupStates[asked.state].label,
    asked.code && `code ${asked.code}`,
    asked.macro && "one macro",
    asked.record && `of ${recordLabel ?? "one record"}`,
    asked.text && `user or ticket contains “${asked.text}”`,
    asked.run && "one run",
  ];
  return `${parts.filter(Boolean).join(" · ")}.`;
}
