import { invalid } from "@/lib/errors/invalid";
import { getImport, listImportReasons, listImportRows } from "@/lib/imports/queries";
import { importRowsQuestion } from "@/lib/imports/schema";
import { route } from "@/lib/web/route";

/** An import as it stands, with one page of its rows and why rows were refused. */
export const GET = route("externalData.write", async ({ actor, query, param }) => {
  const question = importRowsQuestion.safeParse({
    importId: param("import"),
    verdict: query.get("verdict") ?? undefined,
    after: query.get("after") ?? undefined,
  });
  if (!question.success) throw invalid(question.error);
  const { importId } = question.data;
  // One after the other: an answer that says the import is over, after which nobody asks again, has the last state of its rows.
  const found = await getImport(actor, importId);
  const rows = await listImportRows(actor, question.data);
  // While it moves this is asked every second, and counting reasons reads every row.
  const isMoving = found.state === "checking" || found.state === "running";
  return { import: found, rows, reasons: isMoving ? [] : await listImportReasons(actor, importId) };
});
