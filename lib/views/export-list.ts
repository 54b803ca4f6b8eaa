import type { Can } from "@/lib/auth/actor";
import { decodeTableState } from "@/lib/conditions/table-state";
import { csvHeaders, csvResponse } from "@/lib/csv/csv-response";
import { db } from "@/lib/db/client";
import { copyCsv } from "@/lib/db/copy-csv";
import { requireFreeRead } from "@/lib/db/long-read";
import { AppError } from "@/lib/errors/app-error";
import { findFeedbackType } from "@/lib/feedback/types";
import { asked } from "@/lib/sources/list";
import { contextOf } from "@/lib/sources/read";
import { isOfAll, type Source } from "@/lib/sources/source";
import { csvStatements } from "@/lib/sources/csv-statements";
import { exportFileName } from "./file-name";
import { shownState } from "./shown-state";

/**
 * The whole list as its address shows it, a download: the columns of the view under their labels, every record that matches, in its order.
 * Written while it is read: a million rows take no more memory than a thousand.
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
    requireFreeRead();
    return new Response(null, { headers: csvHeaders(await nameOf(source)) });
  }
  const question = { ...asks, sort, group: group?.path, columns: columns.map(({ path }) => path) };
  const heads = columns.map(({ label, field }) => label ?? field.label);
  return csvResponse(
    await nameOf(source),
    heads,
    copyCsv(csvStatements(source, question), { byId: isOfAll(source, question) }),
  );
}

/** As the files of the other formats are called: by the name of the feedback type, or "users". */
async function nameOf({ scope, ref }: Source): Promise<string> {
  const type = ref.kind === "feedback" ? await findFeedbackType(db, ref.typeId) : null;
  return exportFileName(scope, type?.name ?? "Users", "csv");
}
