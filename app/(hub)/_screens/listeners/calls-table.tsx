import { RelativeTime } from "@/components/kit/relative-time";
import { Mono } from "@/components/kit/mono";
import { StatusBadge } from "@/components/kit/status-badge";
import { TextLink } from "@/components/kit/text-link";
import { SimpleTable, type SimpleColumn } from "@/components/table/simple-table";
import type { CallRow } from "@/lib/listeners/calls";
import { outcomeWords } from "@/lib/listeners/outcome-words";
import classes from "./listeners.module.css";

interface CallsTableProps {
  rows: readonly CallRow[];
  callsBase: string;
  /** Also names the listener, where calls of several stand together. */
  withListener?: boolean;
}

/** Calls of listeners, each leading to what was received and done. */
export function CallsTable({ rows, callsBase, withListener = false }: CallsTableProps) {
  const columns: SimpleColumn<CallRow>[] = [
    {
      id: "at",
      header: "Time",
      cell: ({ id, at }) => (
        <TextLink href={`${callsBase}${id}`}>
          <RelativeTime at={at} />
        </TextLink>
      ),
    },
    {
      id: "outcome",
      header: "Outcome",
      cell: ({ outcome, isTest }) => (
        <span className={classes.answer}>
          <StatusBadge tone={outcomeWords(outcome).tone} variant="plain">
            {outcomeWords(outcome).word}
          </StatusBadge>
          {isTest && <StatusBadge tone="info">Test</StatusBadge>}
        </span>
      ),
    },
    ...(withListener
      ? [{ id: "listener", header: "Listener", cell: ({ listenerKey }: CallRow) => <Mono>{listenerKey}</Mono> }]
      : []),
    { id: "given", header: "Target given", cell: ({ targetGiven }) => targetGiven ?? "–" },
    { id: "message", header: "Message", cell: ({ message }) => message ?? "–" },
    { id: "status", header: "Answer", align: "end", cell: ({ status }) => status },
  ];
  return <SimpleTable label="Calls" columns={columns} rows={rows} rowId={({ id }) => id} />;
}
