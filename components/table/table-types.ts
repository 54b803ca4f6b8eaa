import type { ReactNode } from "react";

export interface TableColumn<Row> {
  id: string;
  header: string;
  /** Sortable under this name by the server; absent: not sortable. */
  sortBy?: string;
  align?: "start" | "end";
  /** px; a wish, not a limit, until the person drags it. */
  width?: number;
  /** Lets text wrap instead of ending in "…". */
  wrap?: boolean;
  cell: (row: Row) => ReactNode;
}

/** Rows that come together stand under a head. */
export interface TableGroups<Row> {
  /** The same for neighbours of one group. */
  key: (row: Row) => string | null;
  head: (row: Row) => ReactNode;
}

/** What a person may change about a column where it stands. */
export interface TableArrange {
  onMove: (id: string, step: -1 | 1) => void;
  onHide: (id: string) => void;
  /** Null width: as wide as it likes. */
  onWidth: (id: string, width: number | null) => void;
  /** Left out where lists are not grouped; null for no groups. */
  onGroup?: (id: string | null) => void;
  groupedBy?: string | null;
}

/** The rows as they are now. Keep the old `rows` while refetching. */
export interface TableData<Row> {
  rows: readonly Row[];
  /** `loading` only before the first rows. */
  status: "loading" | "ready" | "error";
  isRefetching?: boolean;
  /** All that match, over all pages. */
  total: number;
  /** How many rows stand before this page. */
  offset?: number;
  /** On `error`: what went wrong in words, and how to try again. */
  error?: { message: string; requestId?: string; onRetry?: () => void };
}

export interface TableSort {
  by: string | null;
  descending: boolean;
}

/** These rows, or all that match the filter, now and on other pages. */
export type TableSelection = { kind: "rows"; ids: string[] } | { kind: "matching" };

export const nothingSelected: TableSelection = { kind: "rows", ids: [] };

/** As cards the elements lose their table display, and with it their meaning, unless it is said. */
export const tableRoles = {
  group: { role: "rowgroup" },
  cell: { role: "cell" },
} as const;

export interface TableRow<Row> {
  id: (row: Row) => string;
  /** Names the record: for checkboxes and cards. */
  label: (row: Row) => string;
  /** Where the row leads; its first cell becomes the link, a click anywhere follows it. */
  href?: (row: Row) => string;
  /** What a click on the row does, or Enter, instead of following its link. */
  onOpen?: (row: Row) => void;
  /** The record that is open in the drawer. */
  openId?: string;
  /** Greyed, with a reason on hover: "No longer matches". */
  faded?: (row: Row) => string | null;
}
