import { beforeEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { pool } from "@/lib/db/pool";
import { createGroup } from "@/lib/external-data/commands";
import { externalDataGroupInput, type ExternalDataGroup } from "@/lib/external-data/schema";
import type { Can } from "@/lib/auth/actor";
import { createTeam } from "@/lib/teams/commands";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { advanceImport } from "./advance";
import { cancelImport, discardImport, mapImport, remapImport, startImport } from "./commands";
import { getImport, listImportRows } from "./queries";
import { bytesOf, checkedImport, finishedImport, resultsOf } from "./test-import";
import { uploadImport } from "./upload";

testDatabase();

let cast: Cast;
let actor: Can<"externalData.write">;
beforeEach(async () => {
  cast = await makeCast();
  actor = await cast.can("communityManager", "externalData.write");
});

const emails = (count: number) => Array.from({ length: count }, (_, n) => `tester${n}@${cast.project.key}.example`);
const people = (count: number) => `email\n${emails(count).join("\n")}\n`;
const made = () =>
  db.user.count({ where: { email: { endsWith: `${cast.project.key}.example`, startsWith: "tester" } } });

test("goes on after a crash where it was, and no row is written twice", async () => {
  const id = await checkedImport(actor, { text: people(10) });
  await startImport(actor, id);
  await pool().query(`create function fail() returns trigger language plpgsql as $$ begin
    if new.email like 'tester5@%' then raise exception 'crash'; end if; return new; end $$`);
  await pool().query(`create trigger fail before insert on app_user for each row execute function fail()`);
  await expect(advanceImport(id, 3)).rejects.toThrow("crash");
  // The chunk that broke left nothing behind.
  expect(await made()).toBe(3);
  expect(await getImport(actor, id)).toMatchObject({ state: "running", tally: { create: 3 } });
  const { rows } = await listImportRows(actor, { importId: id });
  expect(rows.map(({ verdict }) => verdict)).toEqual([...Array(3).fill("create"), ...Array(7).fill(null)]);
  await pool().query(`drop trigger fail on app_user; drop function fail`);
  // A job whose worker was thought dead may run beside the one that took its place.
  await Promise.all([advanceImport(id, 3), advanceImport(id, 3)]);
  expect(await made()).toBe(10);
  expect(await getImport(actor, id)).toMatchObject({ state: "done", tally: { create: 10, refused: 0 } });
  expect(
    await db.auditEntry.count({ where: { kind: "user", verb: "created", label: { startsWith: "tester5" } } }),
  ).toBe(1);
  expect(await db.auditEntry.count({ where: { objectId: id, verb: "ended" } })).toBe(1);
  await advanceImport(id, 3);
  expect(await made()).toBe(10);
});

test("two starts at once are one, and the other is told", async () => {
  const id = await checkedImport(actor, { text: people(2) });
  const [one, two] = await Promise.allSettled([startImport(actor, id), startImport(actor, id)]);
  expect([one.status, two.status].sort()).toEqual(["fulfilled", "rejected"]);
  const refusal = one.status === "rejected" ? one : two;
  expect(refusal).toMatchObject({ reason: { code: "conflict", message: expect.stringContaining("started already") } });
  await advanceImport(id);
  expect(await getImport(actor, id)).toMatchObject({ state: "done", tally: { create: 2 } });
});

test("is judged again when it is written: what changed since the dry run counts", async () => {
  const id = await checkedImport(actor, { text: people(2) });
  const [email = ""] = emails(1);
  await db.user.create({ data: { email, username: `meanwhile-${cast.project.key}`, state: "disabled" } });
  await startImport(actor, id);
  await advanceImport(id);
  expect(await resultsOf(actor, id)).toEqual([
    [2, "refused", `The account is switched off: “meanwhile-${cast.project.key}”.`],
    [3, "create"],
  ]);
});

test("two new accounts that come to the same username: the second is refused and nothing of it stays", async () => {
  const name = `tester-${cast.project.key}`;
  const id = await finishedImport(actor, {
    text: `email,username\n${name}@a.example,\nother-${name}@b.example,${name}\n`,
  });
  expect(await resultsOf(actor, id)).toEqual([
    [2, "create"],
    [3, "refused", `Another account already has “${name}”.`],
  ]);
  expect(await db.user.count({ where: { email: `other-${name}@b.example` } })).toBe(0);
});

test("a row that cannot be finished is not begun: what was written of it is taken back", async () => {
  const { id: teamId } = await createTeam(await cast.can("manager", "teams.write"), { name: "VIP", description: "" });
  const id = await checkedImport(actor, {
    text: `email,teams\n${emails(1)[0]},VIP\nlater@${cast.project.key}.example,\n`,
  });
  await startImport(actor, id);
  // The team goes between the look at what there is and the writing.
  await pool().query(`create function gone() returns trigger language plpgsql as $$ begin
    delete from team where id = '${teamId}'; return new; end $$`);
  await pool().query(`create trigger gone after insert on participation for each row execute function gone()`);
  await advanceImport(id);
  await pool().query(`drop trigger gone on participation; drop function gone`);
  expect(await resultsOf(actor, id)).toEqual([
    [2, "refused", "There is no such team here."],
    [3, "create"],
  ]);
  expect(await made()).toBe(0);
  expect(await db.user.count({ where: { email: `later@${cast.project.key}.example` } })).toBe(1);
});

test("ends between two chunks when it is cancelled; what is written stays", async () => {
  const id = await checkedImport(actor, { text: people(6) });
  await startImport(actor, id);
  await pool().query(`create function stop() returns trigger language plpgsql as $$ begin
    if new.cursor = 4 then new.state = 'cancelled'; end if; return new; end $$`);
  await pool().query(`create trigger stop before update on import for each row execute function stop()`);
  await advanceImport(id, 3);
  await pool().query(`drop trigger stop on import; drop function stop`);
  expect(await made()).toBe(3);
  expect((await resultsOf(actor, id)).map(([, verdict]) => verdict)).toEqual([
    ...Array(3).fill("create"),
    null,
    null,
    null,
  ]);
  await expect(cancelImport(actor, id)).rejects.toMatchObject({ code: "conflict" });
});

test("cancelled before its job came, it does nothing", async () => {
  const id = await checkedImport(actor, { text: people(2) });
  await expect(cancelImport(actor, id)).rejects.toMatchObject({ code: "conflict" });
  await startImport(actor, id);
  await cancelImport(actor, id);
  await advanceImport(id);
  expect(await made()).toBe(0);
  expect(await getImport(actor, id)).toMatchObject({ state: "cancelled", reason: "Cancelled by communityManager." });
});

test("ends where whoever started it has lost the right", async () => {
  const manager = await cast.can("manager", "externalData.write");
  const id = await checkedImport(manager, { text: `email\n${cast.people.stranger.email}\n` });
  await startImport(manager, id);
  await db.participation.updateMany({ where: { userId: cast.people.manager.id }, data: { role: "support" } });
  await advanceImport(id);
  expect(await getImport(actor, id)).toMatchObject({
    state: "cancelled",
    reason: expect.stringContaining("You may not invite or remove people"),
  });
  expect(await db.participation.count({ where: { userId: cast.people.stranger.id } })).toBe(0);
  expect(await db.auditEntry.count({ where: { objectId: id, verb: "ended" } })).toBe(1);
});

test("goes on with the rights of whoever started it, not of those who mapped it", async () => {
  const manager = await cast.can("manager", "externalData.write");
  const id = await checkedImport(actor, { text: people(2) });
  await startImport(manager, id);
  await advanceImport(id);
  expect((await resultsOf(actor, id)).map(([, verdict]) => verdict)).toEqual(["refused", "refused"]);
  expect(await made()).toBe(0);
});

test("can be mapped anew and discarded until it is started", async () => {
  const id = await checkedImport(actor, { text: "email,who\na@b.example,x\n" });
  await remapImport(actor, id);
  expect(await getImport(actor, id)).toMatchObject({ state: "mapping" });
  const rest = { importId: id, existing: "leave", role: "participant" } as const;
  await expect(mapImport(actor, { ...rest, columns: [null, null] })).rejects.toThrow(/who a row is about/);
  await expect(mapImport(actor, { ...rest, columns: ["email", "profile.gone"] })).rejects.toMatchObject({
    fields: { "columns.1": expect.any(String) },
  });
  await expect(mapImport(actor, { ...rest, columns: ["email"] })).rejects.toThrow(/other columns/);
  await mapImport(actor, { ...rest, columns: ["email", "firstName"] });
  await advanceImport(id);
  await discardImport(actor, id);
  await expect(getImport(actor, id)).rejects.toMatchObject({ code: "not_found" });
  expect(await db.importRow.count({ where: { importId: id } })).toBe(0);
  const run = await finishedImport(actor, { text: people(1) });
  await expect(discardImport(actor, run)).rejects.toMatchObject({ code: "conflict" });
});

test("a file that would change nothing is not started", async () => {
  const id = await checkedImport(actor, { text: "email\nnonsense\n" });
  await expect(startImport(actor, id)).rejects.toThrow("No row of this file would add or change anything.");
});

test("another project has no such import, and a group elsewhere takes no values", async () => {
  const id = await checkedImport(actor, { text: people(1) });
  const stranger = await makeCast();
  const foreign = await stranger.can("manager", "externalData.write");
  for (const attempt of [getImport, startImport, cancelImport, discardImport, remapImport])
    await expect(attempt(foreign, id)).rejects.toMatchObject({ code: "not_found" });
  const input = externalDataGroupInput.parse({ label: `P ${cast.project.key}`, target: "project", fields: [] });
  const group: ExternalDataGroup = await createGroup(await cast.can("manager", "groups.write"), input);
  for (const groupId of [group.id, cast.project.id]) {
    const upload = uploadImport(actor, { kind: "values", groupId, fileName: "x" }, bytesOf("a\n1\n"));
    await expect(upload).rejects.toMatchObject({ code: "not_found" });
  }
});

test("a file that is refused leaves nothing", async () => {
  const before = await db.import.count();
  const upload = (text: string | Uint8Array) =>
    uploadImport(actor, { kind: "users", groupId: null, fileName: "x.csv" }, bytesOf(text));
  await expect(upload("")).rejects.toThrow("The file is empty.");
  await expect(upload("email\n")).rejects.toThrow("no rows below them");
  await expect(upload(`email,name\n${"a@b.example,x\n".repeat(1_500)}a,"x\n`)).rejects.toThrow("after line 1501");
  await expect(upload(Buffer.from("email\nJos\u00e9@b.example\n", "latin1"))).rejects.toThrow("Line 2 is not text");
  expect(await db.import.count()).toBe(before);
  const { id } = await upload(Buffer.from("\uFEFFe-mail\tname\nx@y.example\t日本\n", "utf16le"));
  expect(await getImport(actor, id)).toMatchObject({ headings: ["e-mail", "name"], total: 1, state: "mapping" });
});
