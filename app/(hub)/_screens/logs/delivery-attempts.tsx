import { UnstyledButton } from "@mantine/core";
import { formatDuration } from "@/components/kit/format";
import { ExactTime } from "@/components/kit/relative-time";
import { StatusBadge } from "@/components/kit/status-badge";
import { EmptyState } from "@/components/states/empty-state";
import { SimpleTable } from "@/components/table/simple-table";
import type { LoggedDelivery } from "@/lib/macros/webhook-log";
import { attemptWords, codeWords } from "./delivery-words";
import classes from "./logs.module.css";

export type LoggedAttempt = LoggedDelivery["attempts"][number];

interface DeliveryAttemptsProps {
  attempts: LoggedAttempt[];
  chosen: number | null;
  onChoose: (n: number) => void;
}

/** Every try, the last one first. Choosing one shows its answer below. */
export function DeliveryAttempts({ attempts, chosen, onChoose }: DeliveryAttemptsProps) {
  if (attempts.length === 0) {
    return (
      <EmptyState title="Not tried yet" illustration="signal">
        The first attempt stands here as soon as it was made.
      </EmptyState>
    );
  }
  return (
    <SimpleTable
      label="Attempts"
      rows={[...attempts].reverse()}
      rowId={({ n, at }) => `${n} ${at}`}
      columns={[
        {
          id: "n",
          header: "Attempt",
          cell: ({ n }) => (
            <UnstyledButton className={classes.attempt} aria-pressed={n === chosen} onClick={() => onChoose(n)}>
              Attempt {n}
            </UnstyledButton>
          ),
        },
        {
          id: "outcome",
          header: "Outcome",
          cell: ({ outcome }) => (
            <StatusBadge tone={attemptWords[outcome].tone} variant="plain">
              {attemptWords[outcome].label}
            </StatusBadge>
          ),
        },
        {
          id: "code",
          header: "Code",
          cell: ({ outcome, status, errorClass }) =>
            (status || !saysAll.has(outcome) ? codeWords({ status, errorClass }) : "") || "–",
        },
        { id: "message", header: "Message", cell: ({ message }) => <span className={classes.message}>{message}</span> },
        { id: "by", header: "By", cell: ({ by }) => by?.username ?? "Schedule" },
        { id: "ms", header: "Duration", align: "end", cell: ({ ms }) => (ms === null ? "–" : formatDuration(ms)) },
        { id: "at", header: "Time", align: "end", cell: ({ at }) => <ExactTime at={at} /> },
      ]}
    />
  );
}

// Their words leave nothing for a code to add.
const saysAll = new Set<LoggedAttempt["outcome"]>(["blocked", "invalid", "skipped"]);
