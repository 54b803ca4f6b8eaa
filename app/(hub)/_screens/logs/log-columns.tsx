import { IconListDetails } from "@/components/icons/icons";
import { formatDuration } from "@/components/kit/format";
import { Link } from "@/components/kit/link";
import { RelativeTime } from "@/components/kit/relative-time";
import { StatusBadge } from "@/components/kit/status-badge";
import { TextLink } from "@/components/kit/text-link";
import type { TableColumn } from "@/components/table/table-types";
import type { LogRow } from "@/lib/macros/webhook-log";
import { causeWords } from "@/lib/macros/webhook-log-schema";
import { deliveryStateWord } from "@/lib/webhooks/schema";
import { deliveryTone } from "@/app/(hub)/_screens/runs/tones";
import { statusCode } from "./delivery-words";
import { macroHref, recordHref, type LogPlace } from "./log-place";
import classes from "./logs.module.css";

interface LogColumns {
  place: LogPlace;
  /** In a macro's own log the macro is not repeated. */
  ofMacro: boolean;
  /** The address of one record's own log; null where that is what is shown. */
  recordLog: ((recordId: string) => string) | null;
  /** Whether any delivery waits, so that there is a next time to tell. */
  hasWaiting: boolean;
}

export function logColumns({ place, ofMacro, recordLog, hasWaiting }: LogColumns): TableColumn<LogRow>[] {
  return [
    { id: "time", header: "Time", width: 95, cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
    { id: "status", header: "Status", width: 160, cell: (row) => <LogStatus row={row} /> },
    ...(ofMacro
      ? []
      : [{ id: "macro", header: "Macro", width: 180, cell: (row: LogRow) => <MacroCell place={place} row={row} /> }]),
    {
      id: "record",
      header: "User or ticket",
      width: 255,
      cell: (row) => <RecordCell place={place} row={row} log={recordLog?.(row.subjectId) ?? null} />,
    },
    {
      id: "attempt",
      header: "Attempt",
      width: 70,
      align: "end",
      cell: ({ attempt, maxAttempts }) => `${attempt} of ${Math.max(attempt, maxAttempts)}`,
    },
    {
      id: "duration",
      header: "Duration",
      width: 80,
      align: "end",
      cell: ({ ms }) => (ms === null ? "–" : formatDuration(ms)),
    },
    {
      id: "trigger",
      header: "Trigger",
      width: 125,
      cell: ({ cause, runId }) =>
        cause ? (
          <span className={classes.trigger} title={cause.label}>
            <TextLink href={`${place.root}/runs/${runId}`} underline="always">
              {causeWords[cause.kind]}
            </TextLink>
            {cause.label && <span className={classes.quiet}> {cause.label}</span>}
          </span>
        ) : (
          "–"
        ),
    },
    ...(hasWaiting ? [nextRetry] : []),
  ];
}

const nextRetry: TableColumn<LogRow> = {
  id: "next",
  header: "Next retry",
  width: 90,
  align: "end",
  cell: ({ state, nextAt }) => <RelativeTime at={state === "waiting" ? nextAt : null} />,
};

function LogStatus({ row }: { row: LogRow }) {
  const code = statusCode(row);
  return (
    <span className={classes.status}>
      <StatusBadge tone={deliveryTone[row.state]} variant="plain">
        {deliveryStateWord(row)}
      </StatusBadge>
      {code && <span className={classes.code}>{code}</span>}
      {row.isTest && <StatusBadge tone="info">Test</StatusBadge>}
    </span>
  );
}

function MacroCell({ place, row }: { place: LogPlace; row: LogRow }) {
  const href = macroHref(place, row);
  if (!row.macro || !href) return <span className={classes.quiet}>{row.macro?.name ?? "Deleted macro"}</span>;
  return <TextLink href={`${href}/log`}>{row.macro.name}</TextLink>;
}

/** The record, and on hover or focus the words of its own log; the mark for it is always there. */
function RecordCell({ place, row, log }: { place: LogPlace; row: LogRow; log: string | null }) {
  const href = recordHref(place, row);
  const label = row.subjectLabel || row.subjectId;
  return (
    <span className={classes.record}>
      {href ? <TextLink href={href}>{label}</TextLink> : label}
      {log && (
        <Link href={log} className={classes.ownLog} aria-label={`Macro webhook log of ${label}`}>
          <IconListDetails size={15} />
          <span className={classes.onHover}>Macro webhook log</span>
        </Link>
      )}
    </span>
  );
}
