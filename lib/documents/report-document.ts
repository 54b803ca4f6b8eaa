import type { ElementData } from "@/lib/elements/data";
import type { ElementDefinition } from "@/lib/elements/schema";
import type { ElementColumn, TableCell } from "@/lib/elements/table";

/** A report with its answers: what every file of it is made from. */
export interface ReportDocument {
  title: string;
  /** Lines below the title: scope, data as of when, which filters applied, by whom. */
  subtitle: string[];
  /** Whose it is: the community's name, for the properties of a file. */
  author: string;
  /** IANA; what instants are written in. */
  zone: string;
  blocks: ReportBlock[];
}

export type ReportBlock =
  | { kind: "heading"; text: string }
  /** Plain text; an empty line begins a paragraph. */
  | { kind: "text"; text: string }
  | { kind: "page_break" }
  | ReportElement;

export interface ReportElement {
  kind: "element";
  name: string;
  /** Half as wide as the page; two in a row stand side by side. */
  isHalf?: boolean;
  definition: ElementDefinition;
  data: ElementData;
  /** What the reader should know of it: which filters applied to it, why it is empty. */
  note?: string;
  /** Where the complete table can be had, http(s). */
  url?: string;
  /** Where `data` has only the first rows: all of them, for files that are written while they are read. */
  whole?: () => Promise<WholeTable>;
}

export interface WholeTable {
  columns: readonly ElementColumn[];
  rows: AsyncIterable<readonly TableCell[][]>;
}

export function elementsOf({ blocks }: ReportDocument): ReportElement[] {
  return blocks.filter((block) => block.kind === "element");
}

/** How many rows the answer has in all; null when nobody counted. */
export function rowCountOf(data: ElementData): number | null {
  if (data.shape === "records") return data.count;
  return data.isCut ? null : data.rows.length;
}

/** What stands where rows were left out; null when all are there. @param which of them are shown */
export function cutNote(
  { data, url }: Pick<ReportElement, "data" | "url">,
  shown: number,
  which: "first" | "last" = "first",
): string | null {
  const count = rowCountOf(data);
  if (count === null ? !data.isCut : count <= shown) return null;
  const of = count === null ? "rows; there are more" : `of ${number.format(count)} rows`;
  return `The ${which} ${number.format(shown)} ${of}.${url ? " The complete table:" : ""}`;
}

const number = new Intl.NumberFormat("en-GB");
