"use client";

import { useMemo } from "react";
import { OnOff } from "@/app/(hub)/_screens/automation/on-off";
import { ButtonLink } from "@/components/kit/button-link";
import { HelpLink } from "@/components/kit/help-link";
import { RelativeTime } from "@/components/kit/relative-time";
import { StatusBadge } from "@/components/kit/status-badge";
import { TextLink } from "@/components/kit/text-link";
import { EmptyState } from "@/components/states/empty-state";
import { DataTable } from "@/components/table/data-table";
import type { TableColumn } from "@/components/table/table-types";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { ScheduleRow } from "@/lib/automation/schedule-queries";
import { helpLinks } from "@/lib/help/links";
import { DueTime } from "./due-time";
import { ScheduleMenu } from "./schedule-menu";
import classes from "./schedules.module.css";
import { entryLook, isOver, whenWords } from "./words";

interface SchedulesTableProps {
  label: string;
  scope: ScopeRef;
  /** The address of the automation page. */
  base: string;
  /** Before a run's id. */
  runsBase: string;
  rows: ScheduleRow[];
  /** Whether there is a macro that a schedule could run. */
  hasMacros: boolean;
  macrosBase: string;
  mayWrite: boolean;
}

export function SchedulesTable(props: SchedulesTableProps) {
  const { label, base, rows, mayWrite, hasMacros, macrosBase } = props;
  const columns = useMemo(() => columnsOf(props), [props]);
  const row = useMemo(
    () => ({
      id: ({ id }: ScheduleRow) => id,
      label: ({ name }: ScheduleRow) => name,
      href: ({ id }: ScheduleRow) => `${base}/schedules/${id}`,
    }),
    [base],
  );
  return (
    <DataTable
      label={`Schedules of ${label}`}
      columns={columns}
      row={row}
      data={{ rows, status: "ready", total: rows.length }}
      fill={false}
      empty={
        <EmptyState
          title="No schedules yet"
          illustration="list"
          actions={
            <>
              {mayWrite && hasMacros && <ButtonLink href={`${base}/schedules/new`}>Create a schedule</ButtonLink>}
              {mayWrite && !hasMacros && <ButtonLink href={`${macrosBase}/new`}>Create a macro for it</ButtonLink>}
              <HelpLink to={helpLinks.schedules}>How schedules work</HelpLink>
            </>
          }
        >
          A schedule runs a macro at due times, every Monday at nine for example, on all records that match a filter
          then.
        </EmptyState>
      }
    />
  );
}

function columnsOf({ base, runsBase, scope, mayWrite }: SchedulesTableProps): TableColumn<ScheduleRow>[] {
  return [
    { id: "name", header: "Name", wrap: true, width: 140, cell: ({ name }) => name },
    { id: "when", header: "When", wrap: true, width: 145, cell: ({ timing }) => whenWords(timing) },
    {
      id: "macro",
      header: "Macro and filter",
      wrap: true,
      width: 135,
      cell: ({ macro, filter }) => (
        <span className={classes.next}>
          {macro.enabled ? macro.name : `${macro.name} (off)`}
          <small>{filter?.name ?? "No filter"}</small>
        </span>
      ),
    },
    {
      id: "next",
      header: "Next run",
      wrap: true,
      width: 130,
      cell: ({ enabled, nextAt, timing }) =>
        enabled && nextAt ? (
          <span className={classes.next}>
            <RelativeTime at={nextAt} />
            <DueTime at={nextAt} zone={timing.timeZone} />
          </span>
        ) : (
          "–"
        ),
    },
    {
      id: "last",
      header: "Last time",
      wrap: true,
      width: 150,
      cell: ({ last }) => <Last last={last} runsBase={runsBase} />,
    },
    {
      id: "modified",
      header: "Last modified",
      wrap: true,
      width: 105,
      cell: ({ modifiedAt, modifiedBy }) => (
        <>
          <RelativeTime at={modifiedAt} />
          {modifiedBy && ` by ${modifiedBy}`}
        </>
      ),
    },
    {
      id: "enabled",
      header: "State",
      cell: (schedule) =>
        isOver(schedule) ? (
          <StatusBadge tone="neutral" variant="plain">
            Over
          </StatusBadge>
        ) : (
          <OnOff enabled={schedule.enabled} />
        ),
    },
    {
      id: "menu",
      header: "Actions",
      align: "end",
      width: 60,
      cell: (schedule) => (
        <ScheduleMenu schedule={schedule} base={base} scope={scope} runsBase={runsBase} mayWrite={mayWrite} />
      ),
    },
  ];
}

function Last({ last, runsBase }: { last: ScheduleRow["last"]; runsBase: string }) {
  if (!last) return "never";
  const { tone, word, reason } = entryLook(last);
  return (
    <span className={classes.next}>
      <span>
        <StatusBadge tone={tone} variant="plain">
          {word}
        </StatusBadge>{" "}
        {last.run ? (
          <TextLink href={`${runsBase}${last.run.id}`}>
            <RelativeTime at={last.until ?? last.dueAt} />
          </TextLink>
        ) : (
          <RelativeTime at={last.until ?? last.dueAt} />
        )}
      </span>
      {tone !== "ok" && reason && <small className={classes.brief}>{reason}</small>}
    </span>
  );
}
