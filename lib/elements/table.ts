import type { FieldValue } from "@/lib/fields/field";
import type {
  ElementData,
  GroupHead,
  GroupValue,
  ItemHead,
  MeasureHead,
  RecordsData,
  SummaryData,
  SummaryRow,
  SummaryValue,
} from "./data";
import type { DateBucket } from "./schema";

/** An element's answer as a table: what the Table style shows and what spreadsheets get. */
export interface ElementTable {
  columns: ElementColumn[];
  /** Typed: numbers are numbers, dates ISO texts, everything else is as it is read. */
  rows: TableCell[][];
}

export interface ElementColumn {
  /** Stable, for machines: a field's path, or the key of a measure. */
  key: string;
  label: string;
  type: "text" | "number" | "boolean" | "date" | "share";
  /** Of a number. */
  digits?: number;
  unit?: string;
  format?: ItemHead["format"];
  /** Of days that were grouped by: each is the first of so many. "Other" and "None" stand among them as they are. */
  bucket?: DateBucket;
}

/** An ISO text where the column is a date. */
export type TableCell = string | number | boolean | null;

export function tableOf(data: ElementData): ElementTable {
  return data.shape === "summary" ? summaryTable(data) : recordsTable(data);
}

function summaryTable(data: SummaryData): ElementTable {
  return { columns: columnsOf(data), rows: data.rows.map((row) => rowCells(row, data.groups)) };
}

export function columnsOf({ groups, measures }: Pick<SummaryData, "groups" | "measures">): ElementColumn[] {
  return [...groups.map(groupColumn), ...measures.map(measureColumn)];
}

export function groupColumn({ path, label, bucket }: GroupHead): ElementColumn {
  return { key: path, label, type: bucket ? "date" : "text", ...(bucket && { bucket }) };
}

/** Without `heads`, days that were grouped by are words as well. */
export function rowCells({ groups, values }: SummaryRow, heads: readonly GroupHead[] = []): TableCell[] {
  return [...groups.map((value, n) => groupCell(value, heads[n])), ...values];
}

export function groupCell({ kind, key, text }: GroupValue, head: GroupHead | undefined): TableCell {
  return head?.bucket && kind === "value" ? key : text;
}

export function measureColumn({ key, label, kind, type, digits, unit }: MeasureHead): ElementColumn {
  return { key, label, type: kind === "share" ? "share" : type, digits, unit };
}

function recordsTable({ items, rows }: RecordsData): ElementTable {
  return {
    columns: items.map(itemColumn),
    rows: rows.map(({ values }) => items.map((item, n) => cellOf(item, values[n] ?? null))),
  };
}

export function itemColumn({ path, label, field, format }: ItemHead): ElementColumn {
  const type = field.type === "choice" || field.type === "list" ? "text" : field.type;
  return { key: path, label, type, format };
}

/** A choice by its label, a list joined with commas. */
export function cellOf({ field }: Pick<ItemHead, "field">, value: FieldValue): TableCell {
  const word = (entry: string) => field.options?.find((option) => option.value === entry)?.label ?? entry;
  if (typeof value === "string") return word(value);
  if (typeof value !== "object" || value === null) return value;
  return value.map(word).join(", ");
}

/** A measure's value as a number for drawing; null when there is none. */
export function asNumber(value: SummaryValue): number | null {
  return value === null ? null : Number(value);
}
