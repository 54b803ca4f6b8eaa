import { db } from "@/lib/db/client";
import type { ElementData, GroupValue, SummaryRow } from "@/lib/elements/data";
import { itemHeads } from "@/lib/elements/answer-records";
import type { ElementQuestion } from "@/lib/elements/question";
import { summaryColumns } from "@/lib/elements/summary-columns";
import { itemColumn, measureColumn, rowCells, tableOf, type ElementColumn, type TableCell } from "@/lib/elements/table";
import type { PackageColumn } from "./schema";

/** A column, and where in the element's table its cells stand. */
export interface PlacedColumn extends PackageColumn {
  place: number;
  isPersonal: boolean;
}

/**
 * The columns of a published element in their order. An item that is there twice is published once; measures that are alike are told apart
 * by a number.
 * @throws AppError `invalid`, naming an item that does not exist any more
 */
export async function columnsOf(question: ElementQuestion): Promise<PlacedColumn[]> {
  const isSummary = question.definition.measures.length > 0;
  const columns = isSummary ? await ofSummary(question) : itemHeads(question).map(itemColumn);
  const isPersonal = await personalPaths();
  return columns.flatMap(({ key, label, type }, place): PlacedColumn[] => {
    const before = columns.slice(0, place).filter((column) => column.key === key).length;
    if (before > 0 && !isSummary) return [];
    const name = before > 0 ? `${key}_${before + 1}` : key;
    return [{ key: name, label, type, place, isPersonal: isPersonal(key) }];
  });
}

/** The cells of an answer in the order of the columns; days that were grouped by are ISO dates here. */
export function cellsOf(data: ElementData, columns: readonly PlacedColumn[]): TableCell[][] {
  if (data.shape === "summary") return summaryCells(data.rows, columns);
  return tableOf(data).rows.map((row) => columns.map(({ place }) => row[place] ?? null));
}

/** The same of some rows of a summary. */
export function summaryCells(rows: readonly SummaryRow[], columns: readonly PlacedColumn[]): TableCell[][] {
  return rows.map((row) => {
    const cells = rowCells(row);
    return columns.map(({ type, place }) => {
      const isDay = type === "date" && place < row.groups.length;
      return isDay ? dayOf(row.groups[place]) : (cells[place] ?? null);
    });
  });
}

/** What a machine is told of a column. */
export function told({ key, label, type }: PackageColumn): PackageColumn {
  return { key, label, type };
}

async function ofSummary(question: ElementQuestion): Promise<ElementColumn[]> {
  const { groups, summary } = await summaryColumns(question);
  return [
    ...groups.map(({ head: { path, label, bucket }, top }): ElementColumn => {
      // "Other" is no day.
      const type = bucket !== undefined && top === null ? "date" : "text";
      return { key: path, label, type };
    }),
    ...summary.measures.map(({ head }) => measureColumn(head)),
  ];
}

function dayOf(value: GroupValue | undefined): string | null {
  return value?.kind === "value" ? value.key : null;
}

// Of a person: who it is, what they told of themselves, and what other systems know of them. A role or a score alone names nobody.
const personal = /^(user|submitter)\.(email|username|name|first_name|last_name|id|url|locale|time_zone|profile\..+)$/;
/** Who did something to a ticket; and how the record of a log is called, which is often a person's name. */
const namesPeople = new Set([
  "feedback.modified_by",
  "feedback.last_comment_by",
  "delivery.record",
  "run.record",
  "call.record",
  "call.ip",
]);

async function personalPaths(): Promise<(path: string) => boolean> {
  const groups = await db.externalDataGroup.findMany({ where: { target: "user" }, select: { key: true } });
  const begins = groups.map(({ key }) => `external.${key}.`);
  return (path) => personal.test(path) || namesPeople.has(path) || begins.some((begin) => path.startsWith(begin));
}
