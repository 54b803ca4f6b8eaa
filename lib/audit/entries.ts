import "server-only";
import { projectIdOf, type Can, type Via } from "@/lib/auth/actor";
import { ask } from "@/lib/db/ask";
import { db } from "@/lib/db/client";
import { join, sql, type Sql } from "@/lib/db/sql";
import { AppError } from "@/lib/errors/app-error";
import { diffVersions, type FieldChange } from "./diff";
import { namesOf } from "./names";
import { viaWords, type AuditKind, type AuditQuestion, type AuditVerb } from "./schema";

export interface AuditEntry {
  id: string;
  at: string;
  verb: AuditVerb;
  kind: AuditKind;
  objectId: string | null;
  /** Its name of then. */
  label: string;
  /** Who; a machine has no username, and somebody taken out of the system is still named. */
  by: { name: string; username: string | null };
  via: Via;
  ip: string | null;
  browser: string | null;
  /** Null for what concerns the community as a whole. */
  project: { key: string; name: string } | null;
  restoresId: string | null;
  /** Null where the versions are too large for a list; the entry's own page shows them. */
  changes: FieldChange[] | null;
}

export interface AuditDetail extends AuditEntry {
  changes: FieldChange[];
  before: unknown;
  after: unknown;
  /** Whether this is the last entry of its object. */
  isLatest: boolean;
}

export const auditPageSize = 50;

/**
 * Who changed what, newest first, `size` a page; `next` is null on the last. A project sees its own, the community what concerns it and
 * every project. @throws AppError `unavailable` when the answer takes too long
 */
export async function listEntries(
  actor: Can<"audit.read">,
  question: AuditQuestion = {},
  size = auditPageSize,
): Promise<{ rows: AuditEntry[]; next: string | null }> {
  const found = await ask<StoredEntry>(await listQuestion(actor, question, size + 1));
  const rows = found.slice(0, size);
  const nameOf = await namesOf(rows.map(({ before, after }) => [before, after]));
  return {
    rows: rows.map((row) => ({ ...entryOf(row), changes: row.large ? null : diffOf(row, nameOf) })),
    next: found.length > size ? (rows.at(-1)?.id ?? null) : null,
  };
}

/** What `listEntries` asks, for whoever looks at its plan. */
export async function listQuestion(actor: Can<"audit.read">, question: AuditQuestion, limit: number): Promise<Sql> {
  return sql`${entries(largestInList)} where ${await entriesWhere(actor, question)}
    order by a.at desc, a.id desc limit ${limit}`;
}

/** @throws AppError `not_found` */
export async function getEntry(actor: Can<"audit.read">, id: string): Promise<AuditDetail> {
  const [row] = await ask<StoredEntry>(
    sql`${entries(largest)} where ${join([sql`a.id = ${id}::uuid`, ...scoped(actor)], " and ")}`,
  );
  if (!row) throw new AppError("not_found", "There is no such entry in this audit log.");
  const { before, after } = row;
  const last = await db.auditEntry.findFirst({
    where: { kind: row.kind, objectId: row.object_id },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    select: { id: true },
  });
  const changes = diffOf(row, await namesOf([before, after]));
  return { ...entryOf(row), changes, before, after, isLatest: last?.id === id };
}

// Bytes as stored. A macro may hold texts of 256 KB, and fifty of those are no list.
const largestInList = 100_000;
const largest = 1_000_000_000;

interface StoredEntry extends Record<string, unknown> {
  id: string;
  at: Date;
  verb: AuditVerb;
  kind: AuditKind;
  object_id: string | null;
  label: string;
  via: Via;
  ip: string | null;
  browser: string | null;
  restores_id: string | null;
  by_name: string;
  username: string | null;
  project_key: string | null;
  project_name: string | null;
  large: boolean;
  before: unknown;
  after: unknown;
}

function entries(most: number): Sql {
  return sql`
    select a.id::text as id, a.at, a.verb, a.kind, a.object_id, a.label, a.via, a.ip, a.browser, a.restores_id::text as restores_id,
           coalesce(nullif(trim(u.first_name || ' ' || u.last_name), ''), u.username, a.by_name) as by_name, u.username,
           p.key as project_key, p.name as project_name, size.large,
           case when not size.large then a.before end as before, case when not size.large then a.after end as after
      from audit_entry a
      left join app_user u on u.id = a.by_id
      left join project p on p.id = a.project_id
      cross join lateral (select coalesce(pg_column_size(a.before), 0) + coalesce(pg_column_size(a.after), 0) > ${most} as large) size`;
}

/** The whole question as SQL, for an `audit_entry a`. */
export async function entriesWhere(actor: Can<"audit.read">, question: AuditQuestion): Promise<Sql> {
  const where = [...scoped(actor), ...(await asked(actor, question))];
  return where.length > 0 ? join(where, " and ") : sql`true`;
}

function scoped(actor: Can<"audit.read">): Sql[] {
  const projectId = projectIdOf(actor);
  return projectId ? [sql`a.project_id = ${projectId}::uuid`] : [];
}

async function asked(
  actor: Can<"audit.read">,
  { by, kind, verb, via, object, text, from, to, since, others, after }: AuditQuestion,
): Promise<Sql[]> {
  const zone = actor.scope.timeZone;
  return [
    ...(by ? [await byWhom(by)] : []),
    ...(kind ? [sql`a.kind = ${kind}`] : []),
    ...(object ? [sql`a.object_id = ${object}`] : []),
    ...(verb ? [sql`a.verb = ${verb}`] : []),
    ...(via ? [sql`a.via = ${via}`] : []),
    ...(text ? [sql`lower(a.label) like ${`%${text.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`}`] : []),
    ...(from ? [sql`a.at >= (${from}::timestamp at time zone ${zone})`] : []),
    ...(to ? [sql`a.at < ((${to}::timestamp + interval '1 day') at time zone ${zone})`] : []),
    ...(since ? [sql`a.at >= ${since}::timestamptz`] : []),
    ...(others ? [sql`a.by_id is distinct from ${actor.personId}::uuid`] : []),
    ...(after ? [await behind(after)] : []),
  ];
}

async function byWhom(name: string): Promise<Sql> {
  const username = name.normalize("NFC").toLowerCase();
  const user = await db.user.findUnique({ where: { username }, select: { id: true } });
  return user ? sql`a.by_id = ${user.id}::uuid` : sql`(a.by_id is null and a.by_name = ${name})`;
}

/** As values, because an index walks on from a row of values but not from a row of a question. */
async function behind(id: string): Promise<Sql> {
  const last = await db.auditEntry.findUnique({ where: { id }, select: { at: true } });
  return last ? sql`(a.at, a.id) < (${last.at}::timestamptz, ${id}::uuid)` : sql`false`;
}

function entryOf(row: StoredEntry): Omit<AuditEntry, "changes"> {
  const { id, verb, kind, label, via, ip, browser } = row;
  return {
    id,
    verb,
    kind,
    label,
    via,
    ip,
    browser,
    at: row.at.toISOString(),
    objectId: row.object_id,
    by: { name: row.by_name || viaWords[via], username: row.username },
    project: row.project_key === null ? null : { key: row.project_key, name: row.project_name ?? row.project_key },
    restoresId: row.restores_id,
  };
}

/** What was switched, rotated or ended has no two versions: what was noted of it is all there is. */
function diffOf({ before, after }: StoredEntry, nameOf: (id: string) => string | null): FieldChange[] {
  return diffVersions(before ?? {}, after ?? {}, nameOf);
}
