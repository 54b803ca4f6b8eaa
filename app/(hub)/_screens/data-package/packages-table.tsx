"use client";

import { useMemo, type ReactNode } from "react";
import { OnOff } from "@/app/(hub)/_screens/automation/on-off";
import { CopyButton } from "@/components/kit/copy-button";
import { Mono } from "@/components/kit/mono";
import { RelativeTime } from "@/components/kit/relative-time";
import { StatusBadge } from "@/components/kit/status-badge";
import { DataTable } from "@/components/table/data-table";
import type { TableColumn } from "@/components/table/table-types";
import { packageKindLabel, type PackageRow } from "@/lib/data-packages/schema";
import { PackageMenu } from "./package-menu";
import { rowsWord } from "./rows-word";
import type { PackagePlace } from "./package-place";
import classes from "./data-package.module.css";

export type ListedPackage = PackageRow & { url: string };

interface PackagesTableProps {
  place: PackagePlace;
  rows: ListedPackage[];
  empty: ReactNode;
}

export function PackagesTable({ place, rows, empty }: PackagesTableProps) {
  const columns = useMemo(() => columnsOf(place), [place]);
  const row = useMemo(
    () => ({
      id: ({ id }: ListedPackage) => id,
      label: ({ name }: ListedPackage) => name,
      href: ({ id }: ListedPackage) => `${place.base}/${id}`,
    }),
    [place],
  );
  return (
    <DataTable
      label="Data packages and record lookups"
      columns={columns}
      row={row}
      data={{ rows, status: "ready", total: rows.length }}
      fill={false}
      empty={empty}
    />
  );
}

function columnsOf(place: PackagePlace): TableColumn<ListedPackage>[] {
  return [
    { id: "name", header: "Name", wrap: true, cell: ({ name }) => name },
    { id: "kind", header: "What it is", wrap: true, width: 90, cell: ({ kind }) => packageKindLabel[kind] },
    {
      id: "element",
      header: "Report element",
      wrap: true,
      cell: ({ element }) => element?.label ?? "deleted",
    },
    {
      id: "key",
      header: "Key and address",
      wrap: true,
      cell: ({ key, url, name }) => (
        <span className={classes.key}>
          <Mono>{key}</Mono>
          <CopyButton value={url} what={`Address of ${name}`} />
        </span>
      ),
    },
    { id: "pulled", header: "Last pulled", wrap: true, cell: ({ lastPull }) => <LastPull pull={lastPull} /> },
    {
      id: "state",
      header: "State",
      cell: ({ enabled, element, owner, snapshotProblem }) =>
        element && owner && !snapshotProblem ? (
          <OnOff enabled={enabled} />
        ) : (
          <StatusBadge tone="failed" variant="plain">
            Cannot be read
          </StatusBadge>
        ),
    },
    {
      id: "menu",
      header: "Actions",
      align: "end",
      width: 60,
      cell: (row) => <PackageMenu row={row} place={place} />,
    },
  ];
}

function LastPull({ pull }: { pull: PackageRow["lastPull"] }) {
  if (!pull) return "never";
  const what = whatWas(pull);
  return (
    <>
      <RelativeTime at={pull.at} /> from {pull.ip || "this server"}
      {what && `, ${what}`}
    </>
  );
}

function whatWas({ status, rows }: NonNullable<PackageRow["lastPull"]>): string | null {
  if (status >= 400) return `refused ${status}`;
  if (status === 304) return "nothing new";
  return rows === null ? null : rowsWord(rows);
}
