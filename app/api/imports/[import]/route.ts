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
  const [found, rows, reasons] = await Promise.all([
    getImport(actor, importId),
    listImportRows(actor, question.data),
    listImportReasons(actor, importId),
  ]);
  return { import: found, rows, reasons };
});
