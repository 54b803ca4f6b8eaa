import type { Can } from "@/lib/auth/actor";
import { csvHeaders, csvResponse } from "@/lib/csv/csv-response";
import { csvLine, csvText } from "@/lib/csv/csv";
import { actionLabels } from "@/lib/macros/schema";
import { deliveryStateWord } from "@/lib/webhooks/schema";
import { exportRunRecords, getRun, type RunRecordRow } from "./queries";
import { recordStateWords } from "./states";

/** The verdict on every record of a run as a CSV file, in the order in which they were collected. @throws AppError `not_found` */
export async function exportRun(actor: Can<"runs.read">, runId: string, request: Request): Promise<Response> {
  const run = await getRun(actor, runId);
  const filename = `${run.macro.key}-run-${run.createdAt.slice(0, 10)}.csv`;
  if (request.method === "HEAD") return new Response(null, { headers: csvHeaders(filename) });
  const heads = [
    run.macro.target === "user" ? "User" : "Ticket",
    "Result",
    "Why",
    "When",
    ...run.actions.map((action) => action.name ?? actionLabels[action.kind]),
    "Webhooks",
  ];
  const line = (row: RunRecordRow) =>
    csvLine([
      csvText(row.label),
      recordStateWords[row.state].label,
      csvText(row.reason ?? ""),
      row.updatedAt,
      ...run.actions.map(({ id }) => csvText(resultWords(row.results[id]))),
      csvText(row.deliveries.map(deliveryWords).join("; ")),
    ]);
  const lines = async function* () {
    for await (const rows of exportRunRecords(actor, runId)) yield rows.map(line).join("");
  };
  return csvResponse(filename, heads, lines());
}

function resultWords(result: RunRecordRow["results"][string] | undefined): string {
  return result ? [result.state, result.message].filter(Boolean).join(": ") : "";
}

function deliveryWords(delivery: RunRecordRow["deliveries"][number]): string {
  return [deliveryStateWord(delivery), delivery.status].filter(Boolean).join(" ");
}
