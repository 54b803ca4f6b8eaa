"use client";

import { Button, NativeSelect } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { CallsTable } from "@/app/(hub)/_screens/listeners/calls-table";
import { HelpLink } from "@/components/kit/help-link";
import { Section } from "@/components/kit/section";
import { EmptyState } from "@/components/states/empty-state";
import { ErrorState } from "@/components/states/error-state";
import { NoMatchState } from "@/components/states/no-match-state";
import { helpLinks } from "@/lib/help/links";
import type { CallRow } from "@/lib/listeners/calls";
import type { LogPlace } from "./log-place";
import classes from "./logs.module.css";

interface Calls {
  rows: CallRow[];
  next: string | null;
}

interface CallsLogScreenProps {
  place: LogPlace;
  listeners: { id: string; name: string }[];
  first: { question: string; answer: Calls };
}

/** The calls of every listener as they come in. The question is the address. */
export function CallsLogScreen({ place, listeners, first }: CallsLogScreenProps) {
  const params = useSearchParams();
  const answered = params.get("answered") ?? "";
  const listenerId = params.get("listenerId") ?? "";
  const before = params.get("before") ?? "";
  const asked = encode({ answered, listenerId, before });
  const answer = useQuery({
    queryKey: ["listener-calls-of-scope", place.root, asked],
    queryFn: ({ signal }) => readCalls(place, asked, signal),
    initialData: asked === first.question ? first.answer : undefined,
    placeholderData: keepPreviousData,
    refetchInterval: before ? false : 3_000,
  });
  const { rows, next } = answer.data ?? { rows: [], next: null };
  const ask = (change: { answered?: string; listenerId?: string; before?: string }) => {
    const query = encode({ answered, listenerId, before: "", ...change });
    window.history.pushState(null, "", query ? `?${query}` : window.location.pathname);
  };
  const listener = listeners.find(({ id }) => id === listenerId);
  return (
    <>
      <div role="group" aria-label="Filter the calls" className={classes.filters}>
        <NativeSelect
          aria-label="Answer"
          value={answered}
          onChange={(event) => ask({ answered: event.currentTarget.value })}
          data={answers}
        />
        <NativeSelect
          aria-label="Listener"
          value={listenerId}
          onChange={(event) => ask({ listenerId: event.currentTarget.value })}
          data={[
            { value: "", label: "Any listener" },
            ...listeners.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </div>
      {answer.isError && (
        <ErrorState title="The calls could not be read" onRetry={() => void answer.refetch()}>
          {answer.error.message}
        </ErrorState>
      )}
      <Section flush>
        {rows.length > 0 ? (
          <CallsTable rows={rows} callsBase={`${place.root}/logs/calls/`} withListener />
        ) : answered || listenerId ? (
          <NoMatchState
            noun="calls"
            filterSentence={`${[answers.find(({ value }) => value === answered)?.label, listener?.name].filter(Boolean).join(" · ")}.`}
            onClear={() => ask({ answered: "", listenerId: "" })}
          />
        ) : (
          <EmptyState
            title="No calls yet"
            illustration="signal"
            actions={<HelpLink to={helpLinks.externalListeners}>What an external listener is</HelpLink>}
          >
            When another system sends something to an external listener, each call stands here: what was received, what
            was checked and what was stored.
          </EmptyState>
        )}
      </Section>
      {(next || before) && (
        <div className={classes.pages}>
          <Button variant="default" size="compact-sm" disabled={!before} onClick={() => ask({ before: "" })}>
            Newest
          </Button>
          <Button variant="default" size="compact-sm" disabled={!next} onClick={() => ask({ before: next ?? "" })}>
            Older
          </Button>
        </div>
      )}
    </>
  );
}

const answers = [
  { value: "", label: "Any answer" },
  { value: "accepted", label: "Accepted (2xx)" },
  { value: "refused", label: "Refused (4xx, 5xx)" },
];

function encode(asked: Record<string, string>): string {
  return new URLSearchParams(Object.entries(asked).filter(([, value]) => value)).toString();
}

async function readCalls(place: LogPlace, asked: string, signal: AbortSignal): Promise<Calls> {
  const query = new URLSearchParams(asked);
  if (place.scope !== "community") query.set("project", place.scope.project);
  const response = await fetch(`/api/listener-calls?${query}`, { signal });
  if (!response.ok) throw new Error(`The server answered ${response.status}. Try again in a moment.`);
  return (await response.json()) as Calls;
}
