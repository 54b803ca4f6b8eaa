"use client";

import { Menu } from "@mantine/core";
import { useMemo } from "react";
import { IconEye } from "@/components/icons/icons";
import { formatCount } from "@/components/kit/format";
import { Link } from "@/components/kit/link";
import { RelativeTime } from "@/components/kit/relative-time";
import { DataTable } from "@/components/table/data-table";
import type { TableColumn, TableGroups } from "@/components/table/table-types";
import type { ReportRow } from "@/lib/reports/list-reports";
import { ReportMenu } from "./report-menu";
import type { ReportPlace } from "./report-place";
import classes from "./report.module.css";

interface ReportsTableProps {
  place: ReportPlace;
  rows: ReportRow[];
  mayWrite: boolean;
}

const sections = {
  mine: "My private reports",
  shared: "Shared reports",
  archived: "Archived reports",
} satisfies Record<ReportRow["section"], string>;

const order = Object.keys(sections);

const groups: TableGroups<ReportRow> = {
  key: ({ section }) => section,
  head: ({ section }) => <h2 className={classes.section}>{sections[section]}</h2>,
};

/** One's own reports, those of others, and the archive below them. */
export function ReportsTable({ place, rows, mayWrite }: ReportsTableProps) {
  const columns = useMemo(() => columnsOf(place, mayWrite), [place, mayWrite]);
  const data = useMemo(() => {
    const bySection = rows.toSorted((a, b) => order.indexOf(a.section) - order.indexOf(b.section));
    return { rows: bySection, status: "ready" as const, total: rows.length };
  }, [rows]);
  const row = useMemo(
    () => ({
      id: ({ id }: ReportRow) => id,
      label: ({ name }: ReportRow) => name,
      href: ({ id }: ReportRow) => `${place.base}/${id}`,
    }),
    [place.base],
  );
  return (
    <DataTable
      label="Custom reports"
      columns={columns}
      row={row}
      data={data}
      groups={groups}
      fill={false}
      empty={null}
    />
  );
}

function columnsOf(place: ReportPlace, mayWrite: boolean): TableColumn<ReportRow>[] {
  return [
    { id: "name", header: "Name", width: 320, wrap: true, cell: ({ name }) => name },
    { id: "owner", header: "Owner", cell: ({ owner }) => owner ?? "Nobody: gone" },
    {
      id: "elements",
      header: "Elements",
      align: "end",
      cell: ({ elements }) => formatCount(elements),
    },
    { id: "modified", header: "Modified", align: "end", cell: ({ modifiedAt }) => <RelativeTime at={modifiedAt} /> },
    {
      id: "menu",
      header: "Actions",
      align: "end",
      width: 60,
      cell: (report) => (
        <ReportMenu
          report={{ ...report, isArchived: report.section === "archived" }}
          place={place}
          mayWrite={mayWrite}
          look="row"
        >
          <Menu.Item component={Link} href={`${place.base}/${report.id}`} leftSection={<IconEye size={15} />}>
            Open
          </Menu.Item>
        </ReportMenu>
      ),
    },
  ];
}
