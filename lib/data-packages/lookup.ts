import "server-only";
import { createHash } from "node:crypto";
import { answerRecords } from "@/lib/elements/answer-records";
import { storableText } from "@/lib/json/sanitise";
import { cellsOf } from "./columns";
import type { LoadedPackage } from "./load-package";
import { questionOfOne } from "./lookup-question";
import type { OpenPackage } from "./open-package";
import { readQuestion } from "./question";
import { refuse, tagged, type PullRequest, type Reply } from "./reply";
import { ofTableRows } from "./table-rows";
import { headLine, headsOf, itemOf, lineOf } from "./write-rows";

/**
 * The one record that is named, as far as the element lets it through: what its filter hides, or its limit leaves out, does not exist.
 * @throws AppError `bad_request` for a parameter that cannot be
 */
export async function lookUp(request: PullRequest, found: LoadedPackage, open: OpenPackage): Promise<Reply> {
  const asked = readQuestion(request.query);
  const value = storableText(request.value ?? "")
    .normalize("NFC")
    .trim();
  if (value === "" || value === "VALUE")
    return refuse(400, "no_value", "Put what is looked up at the end of the address, where VALUE stands.");
  const narrowed = questionOfOne(await ofTableRows(open.question), value, asked.by ?? found.lookupField);
  const data = narrowed && (await answerRecords(narrowed, 2));
  const [row, other] = data?.rows ?? [];
  if (!data || !row) return refuse(404, "not_found", "There is no such record here.");
  if (other)
    return refuse(409, "ambiguous", "This value is that of several records. Look up something that is unique.");
  const [cells = []] = cellsOf(data, open.columns);
  const heads = headsOf(open.columns, asked.labels);
  const body =
    request.format === "csv" ? headLine(heads) + lineOf(open.columns, cells) : JSON.stringify(itemOf(heads, cells));
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
  const modified = new Date(data.asOf);
  return { ...tagged(request, { etag, modified, body, rows: 1 }), subject: { id: row.id, label: row.label } };
}
