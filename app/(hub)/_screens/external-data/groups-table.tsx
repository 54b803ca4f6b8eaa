"use client";

import { useMemo } from "react";
import { formatCount } from "@/components/kit/format";
import { Mono } from "@/components/kit/mono";
import { RelativeTime } from "@/components/kit/relative-time";
import { DataTable } from "@/components/table/data-table";
import type { TableColumn } from "@/components/table/table-types";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { GroupRow } from "@/lib/external-data/queries";
import { recordTargetLabel, type RecordTarget } from "@/lib/external-data/schema";
import type { GroupUse } from "@/lib/external-data/uses";
import { GroupMenu } from "./group-menu";
import classes from "./external-data.module.css";

export interface ListedGroup extends GroupRow {
  /** How many records of its target there are. */
  total: number;
  uses: GroupUse[];
}

interface GroupsTableProps {
  target: RecordTarget;
  rows: ListedGroup[];
  base: string;
  scope: ScopeRef;
  mayWrite: boolean;
}

/** The groups of one target, in the order in which pickers and summaries show them. */
export function GroupsTable(props: GroupsTableProps) {
  const { target, rows, base } = props;
  const columns = useMemo(() => columnsOf(props), [props]);
  const row = useMemo(
    () => ({
      id: ({ id }: ListedGroup) => id,
      label: ({ label }: ListedGroup) => label,
      href: ({ id }: ListedGroup) => `${base}/${id}`,
    }),
    [base],
  );
  return (
    <section className={classes.target} aria-labelledby={`groups-${target}`}>
      <h2 id={`groups-${target}`}>{recordTargetLabel[target]}</h2>
      <DataTable
        label={`External data groups: ${recordTargetLabel[target]}`}
        columns={columns}
        row={row}
        data={{ rows, status: "ready", total: rows.length }}
        fill={false}
        empty={null}
      />
    </section>
  );
}

function columnsOf({ target, rows, base, scope, mayWrite }: GroupsTableProps): TableColumn<ListedGroup>[] {
  return [
    { id: "label", header: "Label", width: 220, cell: ({ label }) => label },
    { id: "key", header: "Key", cell: ({ key }) => <Mono>{key}</Mono> },
    { id: "scope", header: "Belongs to", cell: ({ projectId }) => (projectId ? "This project" : "The community") },
    {
      id: "fields",
      header: "Fields",
      wrap: true,
      cell: ({ fields }) =>
        fields
          .filter(({ archived }) => !archived)
          .map(({ label }) => label)
          .join(", ") || "none",
    },
    { id: "coverage", header: "Filled for", cell: (group) => coverage(target, group) },
    {
      id: "written",
      header: "Last write",
      cell: ({ lastWrittenAt }) => <RelativeTime at={lastWrittenAt} empty="never" />,
    },
    {
      id: "uses",
      header: "Used by",
      wrap: true,
      cell: ({ uses }) => uses.map(({ kind, name }) => `${kind} ${name}`).join(", ") || "nothing",
    },
    {
      id: "menu",
      header: "Actions",
      align: "end",
      width: 60,
      cell: (group) => <GroupMenu group={group} rows={rows} base={base} scope={scope} mayWrite={mayWrite} />,
    },
  ];
}

// Values of people who left, or of other projects, stay on a community group.
function coverage(target: RecordTarget, { records, total, projectId }: ListedGroup): string {
  const noun = { user: "users", feedback: "tickets", project: "projects" }[target];
  if (projectId === null || records > total)
    return `${formatCount(records)} ${records === 1 ? noun.slice(0, -1) : noun}`;
  return `${formatCount(records)} of ${formatCount(total)} ${noun}`;
}
