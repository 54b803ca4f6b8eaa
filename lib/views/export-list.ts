import type { Can } from "@/lib/auth/actor";
import { decodeTableState } from "@/lib/conditions/table-state";
import { csvLine, csvText } from "@/lib/csv/csv";
import { csvHeaders, csvResponse } from "@/lib/csv/csv-response";
import { requireFreeWalk } from "@/lib/db/ask";
import { AppError } from "@/lib/errors/app-error";
import type { FieldInfo } from "@/lib/fields/field";
import { asked } from "@/lib/sources/list";
import { contextOf } from "@/lib/sources/read";
import type { Source } from "@/lib/sources/source";
import { walkRecords } from "@/lib/sources/walk";
import { shownState } from "./shown-state";

/**
 * The whole list as its address shows it, a download: the columns of the view under their labels, every record that matches, in its order.
 * Written while it is read, so a million rows take no more memory than a thousand.
 * Asked for its head alone, it says whether there would be a file.
 * @throws AppError as `answerList` does, before anything is sent
 */
export async function exportList(
  actor: Can<"users.read"> | Can<"feedback.read">,
  source: Source,
  { query, request }: { query: URLSearchParams; request: Request },
): Promise<Response> {
  const state = decodeTableState(query);
  const { columns, condition, sort, group } = await shownState(actor, source, state);
  if (columns.length === 0) throw new AppError("invalid", "This view has no columns. Add one and export again.");
  const asks = { condition, search: state.search, context: contextOf(source, actor) };
  if (request.method === "HEAD") {
    asked(source, asks);
    requireFreeWalk();
    return new Response(null, { headers: csvHeaders(fileName(source)) });
  }
  const rows = walkRecords(source, { ...asks, sort, group: group?.path, columns: columns.map(({ path }) => path) });
  const heads = columns.map(({ label, field }) => label ?? field.label);
  return csvResponse(fileName(source), heads, rows, writerOf(columns.map(({ field }) => field)));
}

function writerOf(fields: readonly FieldInfo[]): (rows: readonly (string | null)[][]) => string {
  const cells = fields.map(cellOf);
  return (rows) => rows.map((row) => csvLine(row.map((value, n) => cells[n]?.(value ?? "") ?? ""))).join("");
}

function cellOf({ type, options }: FieldInfo): (value: string) => string {
  if (type === "number" || type === "boolean" || type === "date") return (value) => value;
  const labels = new Map(options?.map(({ value, label }) => [value, label]));
  return (value) => csvText(labels.get(value) ?? value);
}

/** `aurora-users-2026-11-22.csv` */
function fileName({ scope, ref, target }: Source): string {
  const place = scope.kind === "project" ? scope.key : "community";
  const what = ref.kind === "users" ? "users" : target;
  return `${place}-${what}-${new Date().toISOString().slice(0, 10)}.csv`;
}
