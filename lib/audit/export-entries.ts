import "server-only";
import type { Can } from "@/lib/auth/actor";
import { csvLine, csvText } from "@/lib/csv/csv";
import { csvHeaders, csvResponse } from "@/lib/csv/csv-response";
import { changeText, onlyVersion } from "./change-text";
import { listEntries, type AuditEntry } from "./entries";
import { auditKindWords, viaWords, type AuditQuestion } from "./schema";

/** Everything that the question finds as a CSV file, newest first. */
export async function exportEntries(
  actor: Can<"audit.read">,
  question: AuditQuestion,
  request: Request,
): Promise<Response> {
  const place = actor.scope.kind === "project" ? actor.scope.key : "community";
  const filename = `audit-log-${place}-${new Date().toISOString().slice(0, 10)}.csv`;
  if (request.method === "HEAD") return new Response(null, { headers: csvHeaders(filename) });
  return csvResponse(filename, heads, lines(actor, question));
}

const heads = [
  "When",
  "Who",
  "Username",
  "Via",
  "IP address",
  "Browser",
  "What",
  "Kind",
  "Name",
  "Project",
  "Changes",
  "Entry",
];

async function* lines(actor: Can<"audit.read">, question: AuditQuestion): AsyncGenerator<string, void, undefined> {
  let after = question.after;
  do {
    const { rows, next } = await listEntries(actor, { ...question, after }, 500);
    yield rows.map(line).join("");
    after = next ?? undefined;
  } while (after);
}

function line({ id, at, by, via, ip, browser, verb, kind, label, project, changes }: AuditEntry): string {
  const what = changes
    ? changes.map((change) => changeText(change, onlyVersion(verb))).join("\n")
    : "Too large for a list: see the entry.";
  return csvLine([
    at,
    csvText(by.name),
    csvText(by.username ?? ""),
    viaWords[via],
    ip ?? "",
    csvText(browser ?? ""),
    verb,
    auditKindWords[kind],
    csvText(label),
    csvText(project?.name ?? ""),
    csvText(what),
    id,
  ]);
}
