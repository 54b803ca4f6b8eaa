"use client";

import { useMemo } from "react";
import { OnOff } from "@/app/(hub)/_screens/automation/on-off";
import { ButtonLink } from "@/components/kit/button-link";
import { HelpLink } from "@/components/kit/help-link";
import { RelativeTime } from "@/components/kit/relative-time";
import { TextLink } from "@/components/kit/text-link";
import { EmptyState } from "@/components/states/empty-state";
import { DataTable } from "@/components/table/data-table";
import type { TableColumn } from "@/components/table/table-types";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { TriggerRow } from "@/lib/automation/queries";
import { helpLinks } from "@/lib/help/links";
import { TriggerMenu } from "./trigger-menu";
import { whenWords } from "./words";

interface TriggersTableProps {
  label: string;
  scope: ScopeRef;
  /** The address of the automation page. */
  base: string;
  /** Before a run's id. */
  runsBase: string;
  rows: TriggerRow[];
  /** Labels of the fields that triggers name, by path. */
  fieldLabels: Record<string, string>;
  /** Whether there is a macro that a trigger could run. */
  hasMacros: boolean;
  macrosBase: string;
  mayWrite: boolean;
}

export function TriggersTable(props: TriggersTableProps) {
  const { label, base, rows, mayWrite, hasMacros, macrosBase } = props;
  const columns = useMemo(() => columnsOf(props), [props]);
  const row = useMemo(
    () => ({
      id: ({ id }: TriggerRow) => id,
      label: ({ name }: TriggerRow) => name,
      href: ({ id }: TriggerRow) => `${base}/triggers/${id}`,
    }),
    [base],
  );
  return (
    <DataTable
      label={`Triggers of ${label}`}
      columns={columns}
      row={row}
      data={{ rows, status: "ready", total: rows.length }}
      fill={false}
      empty={
        <EmptyState
          title="No triggers yet"
          illustration="signal"
          actions={
            <>
              {mayWrite && hasMacros && <ButtonLink href={`${base}/triggers/new`}>Create a trigger</ButtonLink>}
              {mayWrite && !hasMacros && <ButtonLink href={`${macrosBase}/new`}>Create a macro first</ButtonLink>}
              <HelpLink to={helpLinks.triggers}>What can start a macro</HelpLink>
            </>
          }
        >
          A trigger runs a macro by itself when something happens: a ticket is submitted or modified, somebody joins,
          data arrives.
        </EmptyState>
      }
    />
  );
}

function columnsOf({ base, runsBase, scope, fieldLabels, mayWrite }: TriggersTableProps): TableColumn<TriggerRow>[] {
  return [
    { id: "name", header: "Name", width: 220, cell: ({ name }) => name },
    {
      id: "when",
      header: "When",
      wrap: true,
      cell: (trigger) => whenWords(trigger, (path) => fieldLabels[path] ?? path),
    },
    { id: "filter", header: "Filter", cell: ({ filter }) => filter?.name ?? "No filter" },
    { id: "macro", header: "Macro", cell: ({ macro }) => (macro.enabled ? macro.name : `${macro.name} (off)`) },
    {
      id: "last",
      header: "Last run",
      cell: ({ lastRun }) =>
        lastRun ? (
          <TextLink href={`${runsBase}${lastRun.id}`}>
            <RelativeTime at={lastRun.at} />
          </TextLink>
        ) : (
          "never"
        ),
    },
    {
      id: "enabled",
      header: "State",
      cell: ({ enabled }) => <OnOff enabled={enabled} />,
    },
    {
      id: "menu",
      header: "Actions",
      align: "end",
      width: 60,
      cell: (trigger) => <TriggerMenu trigger={trigger} base={base} scope={scope} mayWrite={mayWrite} />,
    },
  ];
}
