"use client";

import { useMemo } from "react";
import { HelpLink } from "@/components/kit/help-link";
import { RelativeTime } from "@/components/kit/relative-time";
import { StatusBadge } from "@/components/kit/status-badge";
import { EmptyState } from "@/components/states/empty-state";
import { DataTable } from "@/components/table/data-table";
import type { TableColumn } from "@/components/table/table-types";
import { helpLinks } from "@/lib/help/links";
import type { TemplateRow } from "@/lib/mail-templates/queries";
import { CreateTemplate, type ContextChoice } from "./create-template";
import { TemplateMenu } from "./template-menu";
import { contextWords, type TemplatePlace } from "./template-place";

interface TemplatesTableProps {
  place: TemplatePlace;
  rows: TemplateRow[];
  choices: ContextChoice[];
  mayWrite: boolean;
}

export function TemplatesTable({ place, rows, choices, mayWrite }: TemplatesTableProps) {
  const columns = useMemo(() => columnsOf(place, mayWrite), [place, mayWrite]);
  const row = useMemo(
    () => ({
      id: ({ id }: TemplateRow) => id,
      label: ({ name }: TemplateRow) => name,
      href: ({ id }: TemplateRow) => `${place.base}/${id}`,
    }),
    [place.base],
  );
  return (
    <DataTable
      label="E-mail templates"
      columns={columns}
      row={row}
      data={{ rows, status: "ready", total: rows.length }}
      fill={false}
      empty={
        <EmptyState
          title="No e-mail templates yet"
          illustration="list"
          actions={
            <>
              {mayWrite && <CreateTemplate base={place.base} choices={choices} />}
              <HelpLink to={helpLinks.mailTemplates}>About e-mail templates</HelpLink>
            </>
          }
        >
          A template is a mail with tags, such as a welcome or a thank-you. Macros send it to users and submitters.
        </EmptyState>
      }
    />
  );
}

function columnsOf(place: TemplatePlace, mayWrite: boolean): TableColumn<TemplateRow>[] {
  return [
    { id: "name", header: "Name", cell: ({ name }) => name },
    { id: "for", header: "For", cell: ({ context, typeName }) => contextWords(context, typeName) },
    { id: "subject", header: "Subject", wrap: true, cell: ({ subject }) => subject },
    {
      id: "essential",
      header: "Sent to",
      cell: ({ essential }) =>
        essential ? (
          <StatusBadge tone="warning" variant="plain">
            Everyone: essential
          </StatusBadge>
        ) : (
          "Who gets e-mails"
        ),
    },
    {
      id: "uses",
      header: "Where used",
      wrap: true,
      cell: ({ uses }) => uses.map(({ name }) => name).join(", ") || "–",
    },
    { id: "modified", header: "Modified", align: "end", cell: ({ modifiedAt }) => <RelativeTime at={modifiedAt} /> },
    {
      id: "menu",
      header: "Actions",
      align: "end",
      width: 60,
      cell: (template) => <TemplateMenu template={template} place={place} mayWrite={mayWrite} />,
    },
  ];
}
