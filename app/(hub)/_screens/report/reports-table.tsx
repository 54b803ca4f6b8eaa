"use client";

import { Menu } from "@mantine/core";
import { useMemo } from "react";
import { IconEye } from "@/components/icons/icons";
import { formatCount } from "@/components/kit/format";
import { Link } from "@/components/kit/link";
import { RelativeTime } from "@/components/kit/relative-time";
import { DataTable } from "@/components/table/data-table";
import type { TableColumn } from "@/components/table/table-types";
import type { ReportRow } from "@/lib/reports/list-reports";
import { ReportMenu } from "./report-menu";
import type { ReportPlace } from "./report-place";
import classes from "./report.module.css";

interface ReportsTableProps {
  title: string;
  place: ReportPlace;
  rows: ReportRow[];
  mayWrite: boolean;
}

/** One section of the list; nothing at all when it has no reports. */
export function ReportsTable({ title, place, rows, mayWrite }: ReportsTableProps) {
  const columns = useMemo(() => columnsOf(place, mayWrite), [place, mayWrite]);
  const row = useMemo(
    () => ({
      id: ({ id }: ReportRow) => id,
      label: ({ name }: ReportRow) => name,
      href: ({ id }: ReportRow) => `${place.base}/${id}`,
    }),
    [place.base],
  );
  if (rows.length === 0) return null;
  return (
    <section className={classes.list} aria-label={title}>
      <h2>{title}</h2>
      <DataTable
        label={title}
        columns={columns}
        row={row}
        data={{ rows, status: "ready", total: rows.length }}
        fill={false}
        empty={null}
      />
    </section>
  );
}

function columnsOf(place: ReportPlace, mayWrite: boolean): TableColumn<ReportRow>[] {
  return [
    { id: "name", header: "Name", width: 320, cell: ({ name }) => name },
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
