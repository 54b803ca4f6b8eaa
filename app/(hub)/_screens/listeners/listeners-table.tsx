"use client";

import { useMemo } from "react";
import { OnOff } from "@/app/(hub)/_screens/automation/on-off";
import { ButtonLink } from "@/components/kit/button-link";
import { HelpLink } from "@/components/kit/help-link";
import { Mono } from "@/components/kit/mono";
import { RelativeTime } from "@/components/kit/relative-time";
import { StatusBadge } from "@/components/kit/status-badge";
import { TextLink } from "@/components/kit/text-link";
import { EmptyState } from "@/components/states/empty-state";
import { DataTable } from "@/components/table/data-table";
import type { TableColumn } from "@/components/table/table-types";
import type { ScopeRef } from "@/lib/auth/authorize";
import { helpLinks } from "@/lib/help/links";
import { outcomeWords } from "@/lib/listeners/outcome-words";
import { listenerKindLabel, type ListenerRow } from "@/lib/listeners/schema";
import { RecipesLink } from "@/app/(hub)/_screens/recipes/recipes-link";
import { ListenerMenu } from "./listener-menu";

export interface ListedListener extends ListenerRow {
  lastCall: { id: string; at: string; outcome: string } | null;
}

interface ListenersTableProps {
  label: string;
  scope: ScopeRef;
  /** The list's own address. */
  base: string;
  callsBase: string;
  rows: ListedListener[];
  mayWrite: boolean;
}

export function ListenersTable(props: ListenersTableProps) {
  const { label, scope, base, rows, mayWrite } = props;
  const columns = useMemo(() => columnsOf(props), [props]);
  const row = useMemo(
    () => ({
      id: ({ id }: ListedListener) => id,
      label: ({ name }: ListedListener) => name,
      href: ({ id }: ListedListener) => `${base}/${id}`,
    }),
    [base],
  );
  return (
    <DataTable
      label={`External listeners of ${label}`}
      columns={columns}
      row={row}
      data={{ rows, status: "ready", total: rows.length }}
      fill={false}
      empty={
        <EmptyState
          title="No external listeners yet"
          illustration="signal"
          actions={
            <>
              {mayWrite && <ButtonLink href={`${base}/new`}>Create an external listener</ButtonLink>}
              {mayWrite && <RecipesLink scope={scope} />}
              <HelpLink to={helpLinks.storeData}>See an example</HelpLink>
            </>
          }
        >
          An external listener is an address that another system sends JSON to. What arrives is stored, added as a
          comment, or starts a macro.
        </EmptyState>
      }
    />
  );
}

function columnsOf({ base, callsBase, scope, mayWrite }: ListenersTableProps): TableColumn<ListedListener>[] {
  return [
    { id: "name", header: "Name", width: 190, cell: ({ name }) => name },
    { id: "key", header: "Key", cell: ({ key }) => <Mono>{key}</Mono> },
    { id: "type", header: "Listener type", cell: ({ kind }) => listenerKindLabel[kind] },
    { id: "filter", header: "Filter", cell: ({ filter }) => filter?.name ?? "No filter" },
    { id: "apiKey", header: "API key", cell: ({ apiKey }) => apiKey.name },
    {
      id: "last",
      header: "Last call",
      cell: ({ lastCall }) =>
        lastCall ? (
          <TextLink href={`${callsBase}${lastCall.id}`}>
            <RelativeTime at={lastCall.at} />
          </TextLink>
        ) : (
          "never"
        ),
    },
    {
      id: "outcome",
      header: "Outcome",
      cell: ({ lastCall }) =>
        lastCall ? (
          <StatusBadge tone={outcomeWords(lastCall.outcome).tone} variant="plain">
            {outcomeWords(lastCall.outcome).word}
          </StatusBadge>
        ) : (
          "–"
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
      cell: (listener) => <ListenerMenu listener={listener} base={base} scope={scope} mayWrite={mayWrite} />,
    },
  ];
}
