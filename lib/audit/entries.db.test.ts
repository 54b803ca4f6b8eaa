import { expect, test } from "vitest";
import type { Can } from "@/lib/auth/actor";
import { ask } from "@/lib/db/ask";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/sql";
import { transaction } from "@/lib/db/transaction";
import { makeCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { audit } from "./audit";
import { getEntry, listEntries, listQuestion } from "./entries";
import { exportEntries } from "./export-entries";
import type { AuditQuestion } from "./schema";

testDatabase();

const from = { ip: "203.0.113.7", browser: "Firefox" };
const macroId = "01a20000-0000-7000-8000-000000000001";

/** Three changes in the project and one in the community. */
async function scene() {
  const cast = await makeCast();
  const reader = await cast.can("manager", "audit.read");
  const write = (actor: Can<"audit.read">, event: Parameters<typeof audit>[2]) =>
    transaction((tx) => audit(tx, { ...actor, from }, event));
  await write(reader, { verb: "created", kind: "macro", id: macroId, label: "Escalate", after: { name: "Escalate" } });
  const versions = { before: { name: "Escalate" }, after: { name: "Escalate_it" } };
  await write(reader, { verb: "changed", kind: "macro", id: macroId, label: "Escalate_it", ...versions });
  await write(reader, { verb: "created", kind: "team", id: macroId, label: "VIP", after: { name: "=VIP" } });
  const everything = await cast.can("communityManager", "audit.read", "community");
  await write(everything, { verb: "changed", kind: "settings", id: "community", label: "Community" });
  const labels = async (question: AuditQuestion, actor = reader) =>
    (await listEntries(actor, question)).rows.map(({ label }) => label);
  return { cast, reader, everything, labels };
}

test("who, what, from where and what changed are told, newest first", async () => {
  const { reader, cast } = await scene();
  const { rows, next } = await listEntries(reader);
  expect(next).toBeNull();
  expect(rows.map(({ kind, verb, label }) => `${kind} ${verb} ${label}`)).toEqual([
    "team created VIP",
    "macro changed Escalate_it",
    "macro created Escalate",
  ]);
  expect(rows[1]).toMatchObject({
    by: { name: "manager", username: cast.people.manager.username },
    via: "browser",
    ip: "203.0.113.7",
    browser: "Firefox",
    project: { key: cast.project.key },
    changes: [{ path: ["Name"], old: "Escalate", new: "Escalate_it" }],
  });
});

test("a project sees its own, the community sees all, and nobody else sees anything", async () => {
  const { everything, labels, cast, reader } = await scene();
  const other = await makeCast();
  expect(await labels({}, await other.can("manager", "audit.read"))).toEqual([]);
  expect((await labels({}, everything)).slice(0, 2)).toEqual(["Community", "VIP"]);
  const [newest] = (await listEntries(everything)).rows;
  await expect(getEntry(reader, newest?.id ?? "")).rejects.toMatchObject({ code: "not_found" });
  for (const who of ["support", "observer", "participant", "applicant"] as const)
    await expect(cast.can(who, "audit.read")).rejects.toMatchObject({ code: "forbidden" });
});

test("each part of the question narrows the log", async () => {
  const { labels, cast } = await scene();
  const today = new Date().toISOString().slice(0, 10);
  expect(await labels({ kind: "macro" })).toEqual(["Escalate_it", "Escalate"]);
  expect(await labels({ kind: "macro", object: macroId, verb: "created" })).toEqual(["Escalate"]);
  expect(await labels({ by: cast.people.manager.username.toUpperCase() })).toHaveLength(3);
  expect(await labels({ by: cast.people.support.username })).toEqual([]);
  expect(await labels({ by: "nobody is called so" })).toEqual([]);
  expect(await labels({ via: "job" })).toEqual([]);
  expect(await labels({ text: "ESCALATE_" })).toEqual(["Escalate_it"]);
  expect(await labels({ text: "%" })).toEqual([]);
  expect(await labels({ from: today, to: today })).toHaveLength(3);
  expect(await labels({ to: "2020-01-01" })).toEqual([]);
});

test("pages follow each other without a gap, whatever is written meanwhile", async () => {
  const { reader } = await scene();
  const first = await listEntries(reader, {}, 2);
  await transaction((tx) => audit(tx, reader, { verb: "created", kind: "rank", id: macroId, label: "New" }));
  const second = await listEntries(reader, { after: first.next ?? "" }, 2);
  expect([...first.rows, ...second.rows].map(({ label }) => label)).toEqual(["VIP", "Escalate_it", "Escalate"]);
  expect(second.next).toBeNull();
});

test("the whole of it is exported, safe for a spreadsheet", async () => {
  const { reader } = await scene();
  const response = await exportEntries(reader, { kind: "team" }, new Request("http://localhost/"));
  const [heads, line, ...rest] = (await response.text()).trim().split("\r\n");
  expect(heads).toContain('"When","Who"');
  expect(line).toContain('"created","Team","VIP"');
  expect(line).toContain("Name: =VIP");
  expect(rest).toEqual([]);
});

test("what is written can neither be changed nor deleted", async () => {
  await scene();
  await expect(db.auditEntry.updateMany({ data: { label: "Nothing" } })).rejects.toThrow("append-only");
  await expect(db.auditEntry.deleteMany()).rejects.toThrow("append-only");
  await expect(db.user.deleteMany({ where: { auditEntries: { some: {} } } })).rejects.toThrow("append-only");
});

test("every question walks an index in the order of the log, however long it is", async () => {
  const { reader, everything, cast } = await scene();
  const byName = cast.people.manager.username;
  await db.$executeRaw`
    insert into audit_entry (id, project_id, by_id, via, verb, kind, object_id, label, at)
    select gen_random_uuid(), case when n % 2 = 0 then ${cast.project.id}::uuid end,
           case when n % 50 = 0 then ${cast.people.manager.id}::uuid else ${cast.people.support.id}::uuid end,
           case when n % 100 = 0 then 'job' else 'sample' end, case when n % 100 = 0 then 'rotated' else 'resent' end,
           case when n % 70 = 0 then 'trigger' else 'delivery' end, (n % 20)::text, 'Entry ' || n, now() - n * interval '1 minute'
      from generate_series(1, 40000) n`;
  await db.$executeRaw`vacuum analyze audit_entry`;
  const [last] = (await listEntries(reader, {}, 1)).rows;
  const after = last?.id ?? "";
  const plans: [AuditQuestion, Can<"audit.read">, string][] = [
    [{}, everything, "audit_entry_at_id_idx"],
    [{ after }, everything, "audit_entry_at_id_idx"],
    [{ from: "2020-01-01", to: "2100-01-01" }, everything, "audit_entry_at_id_idx"],
    [{}, reader, "audit_entry_project_id_at_id_idx"],
    [{ after }, reader, "audit_entry_project_id_at_id_idx"],
    [{ kind: "delivery", object: "17" }, reader, "audit_entry_kind_object_id_at_id_idx"],
    [{ kind: "trigger" }, everything, "audit_entry_kind_at_id_idx"],
    [{ verb: "rotated" }, everything, "audit_entry_verb_at_id_idx"],
    [{ via: "job" }, everything, "audit_entry_via_at_id_idx"],
    [{ by: byName }, everything, "audit_entry_by_id_at_id_idx"],
    [{ text: "Entry 39999" }, everything, "audit_entry_label_trgm"],
  ];
  for (const [question, actor, index] of plans) {
    const plan = await planOf(await listQuestion(actor, question, 51));
    expect(plan, JSON.stringify(question)).toContain(index);
    expect(plan, JSON.stringify(question)).not.toContain("Seq Scan on audit_entry");
    // A few found by a rare word may be sorted; the log as a whole never is.
    if (index !== "audit_entry_label_trgm") expect(plan, JSON.stringify(question)).not.toContain("Sort");
  }
});

async function planOf(question: Awaited<ReturnType<typeof listQuestion>>): Promise<string> {
  const rows = await ask<{ "QUERY PLAN": string }>(sql`explain ${question}`);
  return rows.map((row) => row["QUERY PLAN"]).join("\n");
}
