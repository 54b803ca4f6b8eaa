"use client";

import { ButtonLink } from "@/components/kit/button-link";
import { HelpLink } from "@/components/kit/help-link";
import { Mono } from "@/components/kit/mono";
import { RelativeTime } from "@/components/kit/relative-time";
import { StatusBadge } from "@/components/kit/status-badge";
import { EmptyState } from "@/components/states/empty-state";
import { DataTable } from "@/components/table/data-table";
import type { TableColumn } from "@/components/table/table-types";
import { apiKeyStateLabel, type ApiKeyRow } from "@/lib/api-keys/schema";
import { helpLinks } from "@/lib/help/links";
import { keyText, stateTone } from "./key-words";

export function ApiKeysTable({ rows }: { rows: ApiKeyRow[] }) {
  return (
    <DataTable
      label="API keys"
      columns={columns}
      row={row}
      data={{ rows, status: "ready", total: rows.length }}
      fill={false}
      empty={
        <EmptyState
          title="No API keys yet"
          illustration="lock"
          actions={
            <>
              <ButtonLink href="/community/api-keys/new">Create an API key</ButtonLink>
              <HelpLink to={helpLinks.apiKeys}>What an API key is for</HelpLink>
            </>
          }
        >
          Webhooks and external listeners stay hidden until there is a key that can be used.
        </EmptyState>
      }
    />
  );
}

const row = {
  id: ({ id }: ApiKeyRow) => id,
  label: ({ name }: ApiKeyRow) => name,
  href: ({ id }: ApiKeyRow) => `/community/api-keys/${id}`,
};

const columns: TableColumn<ApiKeyRow>[] = [
  { id: "name", header: "Name", width: 220, cell: ({ name }) => name },
  { id: "prefix", header: "Prefix", cell: ({ prefix }) => prefix || "–" },
  { id: "key", header: "Key", cell: (key) => <Mono>{keyText(key)}</Mono> },
  {
    id: "state",
    header: "State",
    cell: ({ state }) => (
      <StatusBadge tone={stateTone[state]} variant="plain">
        {apiKeyStateLabel[state]}
      </StatusBadge>
    ),
  },
  {
    id: "used",
    header: "Last used",
    cell: ({ lastUsedAt, lastUsedIp }) => (
      <>
        <RelativeTime at={lastUsedAt} empty="never" />
        {lastUsedIp && ` from ${lastUsedIp}`}
      </>
    ),
  },
  { id: "expires", header: "Expires", cell: ({ expiresAt }) => <RelativeTime at={expiresAt} empty="never" /> },
  {
    id: "usedBy",
    header: "Used by",
    cell: ({ usedBy }) =>
      usedBy.length === 0 ? "nothing" : usedBy.length === 1 ? usedBy[0]?.name : `${usedBy.length} places`,
  },
];
