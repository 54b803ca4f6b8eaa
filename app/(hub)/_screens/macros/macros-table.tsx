"use client";

import { useMemo } from "react";
import { ButtonLink } from "@/components/kit/button-link";
import { HelpLink } from "@/components/kit/help-link";
import { RelativeTime } from "@/components/kit/relative-time";
import { StatusBadge } from "@/components/kit/status-badge";
import { TextLink } from "@/components/kit/text-link";
import { EmptyState } from "@/components/states/empty-state";
import { BooleanCell } from "@/components/table/boolean-cell";
import { DataTable } from "@/components/table/data-table";
import type { TableColumn } from "@/components/table/table-types";
import type { ScopeRef } from "@/lib/auth/authorize";
import { helpLinks } from "@/lib/help/links";
import type { MacroRow } from "@/lib/macros/queries";
import { actionLabels, type MacroTarget } from "@/lib/macros/schema";
import { RecipesLink } from "@/app/(hub)/_screens/recipes/recipes-link";
import { MacroMenu } from "./macro-menu";
import classes from "./macros.module.css";

export interface MacrosTableProps {
  label: string;
  scope: ScopeRef;
  /** The list's own address. */
  base: string;
  runsBase: string;
  target: MacroTarget;
  rows: MacroRow[];
  mayWrite: boolean;
}

export function MacrosTable(props: MacrosTableProps) {
  const { label, scope, base, rows, mayWrite } = props;
  const columns = useMemo(() => columnsOf(props), [props]);
  const row = useMemo(
    () => ({
      id: ({ id }: MacroRow) => id,
      label: ({ name }: MacroRow) => name,
      href: ({ id }: MacroRow) => `${base}/${id}`,
    }),
    [base],
  );
  return (
    <DataTable
      label={label}
      columns={columns}
      row={row}
      data={{ rows, status: "ready", total: rows.length }}
      fill={false}
      empty={
        <EmptyState
          title="No macros yet"
          illustration="signal"
          actions={
            <>
              {mayWrite && <ButtonLink href={`${base}/new`}>Create a macro</ButtonLink>}
              {mayWrite && <RecipesLink scope={scope} />}
              <HelpLink to={helpLinks.webhooks}>How a macro sends data elsewhere</HelpLink>
            </>
          }
        >
          A macro is a single instruction that does several things at once: it triggers a webhook, sets a status, adds a
          comment or points, or sends an e-mail.
        </EmptyState>
      }
    />
  );
}

function columnsOf({ base, runsBase, target, scope, mayWrite }: MacrosTableProps): TableColumn<MacroRow>[] {
  return [
    { id: "name", header: "Name", cell: ({ name }) => name },
    {
      id: "key",
      header: "Key",
      cell: ({ id, name, key }) => (
        <span className={classes.keyCell}>
          <code>{key}</code>
          <TextLink href={`${base}/${id}/log`} className={classes.log} aria-label={`Macro webhook log of ${name}`}>
            Macro webhook log
          </TextLink>
        </span>
      ),
    },
    {
      id: "does",
      header: "What it does",
      wrap: true,
      cell: ({ does }) => does.map((kind) => actionLabels[kind]).join(", ") || "Nothing yet",
    },
    {
      id: "shown",
      header: target === "feedback" ? "Feedback action" : "User action",
      cell: ({ showAsAction, teams }) =>
        showAsAction && teams.length > 0 ? teams.join(", ") : <BooleanCell value={showAsAction} />,
    },
    {
      id: "lastRun",
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
      id: "usedBy",
      header: "Used by",
      wrap: true,
      cell: ({ usedBy }) => usedBy.join(", ") || "–",
    },
    {
      id: "enabled",
      header: "State",
      cell: ({ enabled }) => (
        <StatusBadge tone={enabled ? "ok" : "off"} variant="plain">
          {enabled ? "On" : "Off"}
        </StatusBadge>
      ),
    },
    { id: "modified", header: "Modified", align: "end", cell: ({ modifiedAt }) => <RelativeTime at={modifiedAt} /> },
    {
      id: "menu",
      header: "Actions",
      align: "end",
      width: 60,
      cell: (macro) => <MacroMenu macro={macro} base={base} scope={scope} mayWrite={mayWrite} />,
    },
  ];
}
