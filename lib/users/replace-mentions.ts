import { raw, sql } from "@/lib/db/sql";
import { rewriteHistory } from "./rewrite-history";

/** Texts and JSON in which somebody's address or full name may stand, whomever the row is about. */
const places: [table: string, columns: string[], type?: "jsonb" | "text[]"][] = [
  ["webhook_delivery", ["last_message"]],
  ["delivery_attempt", ["message"]],
  ["delivery_attempt", ["request_meta", "response_meta", "captured"], "jsonb"],
  ["listener_call", ["message", "target_given", "subject_label"]],
  ["listener_call", ["effects", "checks"], "jsonb"],
  ["listener_body", ["url"]],
  ["listener_body", ["headers"], "jsonb"],
  ["listener_receipt", ["dedupe_key"]],
  ["saved_filter", ["name"]],
  ["saved_filter", ["condition"], "jsonb"],
  ["help_answer", ["note"]],
  ["email_message", ["to", "subject", "text", "html", "answer"]],
  ["email_message", ["cause"], "jsonb"],
  ["import", ["file_name", "by_name"]],
  ["import_row", ["reason", "detail"]],
  ["import_row", ["subject", "changes"], "jsonb"],
  ["import_row", ["cells", "claims"], "text[]"],
  ["macro_run", ["undone_by"]],
  ["macro_run", ["cause_detail", "selection"], "jsonb"],
  ["macro_run_record", ["reason", "undone"]],
  ["macro_run_record", ["results"], "jsonb"],
  ["record_event", ["changes", "origin"], "jsonb"],
  ["trigger_verdict", ["detail"], "jsonb"],
  ["audit_entry", ["label", "by_name"]],
  ["audit_entry", ["before", "after"], "jsonb"],
  ["comment", ["body"]],
  ["comment", ["origin"], "jsonb"],
  ["user_comment", ["body"]],
  ["user_comment", ["origin"], "jsonb"],
  ["feedback", ["title"]],
  ["feedback", ["values", "origin"], "jsonb"],
  ["feedback_change", ["changes", "origin"], "jsonb"],
  ["score_entry", ["reason"]],
  ["score_entry", ["cause"], "jsonb"],
  ["team_log", ["cause"], "jsonb"],
  ["external_data_record", ["values", "provenance"], "jsonb"],
  ["external_data_history", ["old", "new", "source"], "jsonb"],
];

/** Bodies as they travelled: of any charset, so they are looked at byte by byte. */
const bodies: [table: string, column: string][] = [
  ["delivery_body", "request"],
  ["delivery_body", "response"],
  ["listener_body", "raw"],
];

interface Person {
  email: string;
  firstName: string;
  lastName: string;
}

/**
 * Puts the stand-in's words in the place of an address (also as it stands in a URL) and of a full name, whatever their case. A username
 * alone may be any word, "data" or "done", and is left where the text is not about the person.
 */
export async function replaceMentions(person: Person, { username, email }: { username: string; email: string }) {
  const fullName = person.firstName && person.lastName ? [`${person.firstName} ${person.lastName}`] : [];
  await replaceEverywhere([person.email, encodeURIComponent(person.email)], addressEnd, email);
  if (fullName.length > 0) await replaceEverywhere(fullName, nameEnd, username);
}

const nameEnd = "(?![[:alnum:]_-])";
const addressEnd = "(?![[:alnum:]_-]|[.][[:alnum:]])";

async function replaceEverywhere(words: readonly string[], end: string, stand: string): Promise<void> {
  const pattern = patternOf(words, end);
  for (const [table, columns, type = "text"] of places) {
    for (const column of columns.map((name) => raw(`"${name}"`))) {
      await rewriteHistory(sql`
        update ${raw(table)} set ${column} = regexp_replace(${column}::text, ${pattern}, ${stand}, 'gi')::${raw(type)}
         where ${column}::text ~* ${pattern}`);
    }
  }
  const bytes = patternOf(words.map(escaped), end);
  for (const [table, column] of bodies) {
    const text = sql`encode(${raw(column)}, 'escape')`;
    await rewriteHistory(sql`
      update ${raw(table)} set ${raw(column)} = decode(regexp_replace(${text}, ${bytes}, ${stand}, 'gi'), 'escape')
       where ${text} ~* ${bytes}`);
  }
}

/**
 * Not inside of a longer word or address: `jane@acme.com` is not found in `mary.jane@acme.com`. The letter of an escape (`\n`, `\u003c`, a
 * byte in octal) belongs to no word.
 */
function patternOf(words: readonly string[], end: string): string {
  const literal = words.map((word) => word.replace(/[^\p{L}\p{N}\s]/gu, String.raw`\$&`)).join("|");
  const begins = String.raw`(?:(?<![[:alnum:]_.+-])|(?<=\\[nrt])|(?<=\\u[0-9a-f]{4})|(?<=\\[0-7]{3}))`;
  return `${begins}(?:${literal})${end}`;
}

/** As PostgreSQL's `encode(…, 'escape')` shows the bytes of a text. */
function escaped(text: string): string {
  return [...Buffer.from(text, "utf8")]
    .map((byte) => (byte >= 128 ? `\\${byte.toString(8)}` : byte === 92 ? "\\\\" : String.fromCharCode(byte)))
    .join("");
}
