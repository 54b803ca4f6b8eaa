import { digitsOf } from "@/lib/documents/digits";
import { cutNote } from "@/lib/documents/report-document";
import { english } from "@/lib/fields/format";
import { tableOf, type ElementTable } from "@/lib/elements/table";
import { goalText, measureText } from "@/lib/elements/words";
import { mailCellChars, mailRows, type LinkedFile, type MailElement, type MailReport } from "./mail-report";

// What a mail says alike in HTML and in text.

/** "Aurora · Issue 4 · Data as of 23 Nov 2026, 10:32 (Europe/Berlin)" */
export function headLine({ place, number, asOf, zone }: MailReport): string {
  return [place, ...(number === null ? [] : [`Issue ${number}`]), `Data as of ${instantWords(asOf, zone)}`].join(" · ");
}

/** Where a filter applied, its element says so; that none did is said once. */
export function noFilterLine({ filters }: MailReport): string[] {
  return filters.length === 0 ? ["No filter applied."] : [];
}

/** The part of an element's table that a mail shows, and in words what it leaves out. */
export function cutTable(element: MailElement): { table: ElementTable; left: string | null } {
  const { columns: all, rows } = tableOf(element.data);
  const which = isOverTime(element) ? "last" : "first";
  const shown = which === "last" ? rows.slice(-mailRows) : rows.slice(0, mailRows);
  const valuesOf = (n: number) => shown.map((row) => row[n] ?? null);
  const columns = all.map((column, n) => ({ ...column, digits: digitsOf(column, valuesOf(n)) }));
  const cut = cutNote({ data: element.data }, shown.length, which);
  return { table: { columns, rows: shown }, left: cut && `${cut} Open the report for the others.` };
}

/** Over time, the oldest first: then the last rows are the news. */
function isOverTime({ data }: MailElement): boolean {
  if (data.shape === "records" || data.isCut || !data.groups[0]?.bucket) return false;
  const days = data.rows.flatMap(({ groups: [day] }) => (day?.kind === "value" ? day.key : []));
  return (days[0] ?? "") < (days.at(-1) ?? "");
}

/** A summary number as it is read, and what it is measured against. */
export function figureWords({ definition, data }: MailElement, zone: string): { figure: string; goal: string | null } {
  const [measures, totals] = data.shape === "summary" ? [data.measures, data.total] : [[], []];
  const words = measures.map((measure, n) => measureText(totals[n] ?? null, measure, { zone }) || "–");
  const { goal } = definition.options;
  const [first] = measures;
  return {
    figure: words.join(" · "),
    goal: goal !== null && first ? goalText(totals[0] ?? null, goal, first, { zone }) : null,
  };
}

/** Mail programs cut a mail that is too long; who wants the whole of a long text opens the report. */
export function cutText(text: string): string {
  const chars = Array.from(text.slice(0, 2 * mailCellChars + 2));
  return chars.length > mailCellChars ? `${chars.slice(0, mailCellChars).join("").trimEnd()}…` : text;
}

export function linkedWords({ name, bytes, until }: LinkedFile, zone: string): string {
  return `${name} (${sizeWords(bytes)}, to be downloaded until ${instantWords(until, zone)})`;
}

export function attachedLine({ attached }: MailReport): string | null {
  return attached.length > 0 ? `Attached: ${attached.join(", ")}.` : null;
}

function instantWords(instant: string, timeZone: string): string {
  const words = new Intl.DateTimeFormat(english, { dateStyle: "medium", timeStyle: "short", timeZone });
  return `${words.format(new Date(instant))} (${timeZone.replaceAll("_", " ")})`;
}

function sizeWords(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
