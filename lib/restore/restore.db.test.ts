import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { deleteFilter, saveFilter } from "@/lib/filters/filters";
import { filterInput } from "@/lib/filters/schema";
import { noFilter } from "@/lib/conditions/schema";
import { createMacro, updateMacro } from "@/lib/macros/commands";
import { openSecret } from "@/lib/secrets/secret";
import { sourceHere } from "@/lib/sources/source-here";
import { createTeam, deleteTeam, updateTeam } from "@/lib/teams/commands";
import { makeCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { macroOf, noteAction, restoreScene } from "@/lib/testing/restore-scene";
import { previewRestore, restoreVersion } from "./restore";

testDatabase();

const user = { target: "user" } as const;

test("a macro gets back what it was, by an entry of its own that names the version", async () => {
  const { cast, reader, entriesOf, restore, latest } = await restoreScene();
  const writer = await cast.can("manager", "macros.write");
  const id = randomUUID();
  const made = await createMacro(
    writer,
    user,
    macroOf({ description: "One", confirm: true, actions: [noteAction("Hi", id)] }),
  );
  await updateMacro(writer, made.id, macroOf({ name: "Other", actions: [noteAction("Hello\nthere", id)] }));
  const entryId = await latest("macro");
  const preview = await previewRestore(reader, entryId, "before");
  expect(preview).toMatchObject({ possible: true, isGone: false });
  expect(preview.possible && preview.changes.map(({ path }) => path.at(-1))).toEqual(
    expect.arrayContaining(["Name", "Description", "Ask for confirmation", "Body"]),
  );
  await restore(entryId, "before");
  expect(await db.macro.findUnique({ where: { id: made.id } })).toMatchObject({
    name: "Escalate",
    description: "One",
    confirm: true,
    version: 3,
  });
  const [newest] = await entriesOf("macro", made.id);
  expect(newest).toMatchObject({ verb: "restored", restoresId: entryId });
  expect(await previewRestore(reader, entryId, "before")).toEqual({ possible: false, why: "This is how it is now." });
});

test("secrets stay as they are, and a version that needs one that is gone is refused", async () => {
  const { cast, restore, latest, reader, entriesOf } = await restoreScene();
  const writer = await cast.can("manager", "macros.write");
  const id = randomUUID();
  const webhook = (value: string | null, body: string) => ({
    id,
    kind: "webhook" as const,
    url: "https://hooks.example.com/x",
    body,
    headers: value === null ? [] : [{ name: "Authorization", secret: { value } }],
  });
  const made = await createMacro(writer, user, macroOf({ actions: [webhook("first-canary-value", "{}")] }));
  await updateMacro(writer, made.id, macroOf({ actions: [webhook("second-canary-value", '{"a":1}')] }));
  await restore(await latest("macro"), "before");
  const version = await db.macroVersion.findFirstOrThrow({ where: { macroId: made.id }, orderBy: { version: "desc" } });
  const [stored] = version.actions as { body: string; headers: { secretId: string }[] }[];
  expect(stored?.body).toBe("{}");
  expect(await openSecret(db, stored?.headers[0]?.secretId ?? "")).toBe("second-canary-value");
  await updateMacro(writer, made.id, macroOf({ actions: [webhook(null, "{}")] }));
  const preview = await previewRestore(reader, await latest("macro"), "before");
  expect(preview).toMatchObject({ possible: false, why: expect.stringContaining("“Authorization”") as string });
  expect(JSON.stringify(await entriesOf("macro"))).not.toContain("canary");
});

test("which values a webhook needs, and the points of a day, come back with the version", async () => {
  const { cast, reader, restore, latest } = await restoreScene();
  const writer = await cast.can("manager", "macros.write");
  const [hook, award] = [randomUUID(), randomUUID()];
  const version = (needs: string[], mostPerDay: number | null) =>
    macroOf({
      actions: [
        { id: hook, kind: "webhook", url: "https://example.com/", body: "{}", needs },
        { id: award, kind: "add_points", points: 5, mostPerDay },
      ],
    });
  const made = await createMacro(writer, user, version(["user.last_name"], 20));
  await updateMacro(writer, made.id, version([], null));
  const entryId = await latest("macro");
  const preview = await previewRestore(reader, entryId, "before");
  expect(preview.possible && preview.changes.map(({ path }) => path.at(-1))).toEqual(
    expect.arrayContaining(["Send only with these", "Points at most per day"]),
  );
  await restore(entryId, "before");
  const { actions } = await db.macroVersion.findFirstOrThrow({
    where: { macroId: made.id },
    orderBy: { version: "desc" },
  });
  expect(actions).toMatchObject([{ needs: ["user.last_name"] }, { mostPerDay: 20 }]);
});

test("what a version needs and is gone refuses it, and nothing is changed", async () => {
  const { cast, restore, latest } = await restoreScene();
  const writer = await cast.can("manager", "macros.write");
  const teams = await cast.can("manager", "teams.write");
  const team = await createTeam(teams, { name: "VIP", description: "" });
  const made = await createMacro(writer, user, macroOf({ teamIds: [team.id], actions: [noteAction("Hi")] }));
  await updateMacro(writer, made.id, macroOf({ actions: [noteAction("Hi")] }));
  await deleteTeam(teams, team.id);
  await expect(restore(await latest("macro"), "before")).rejects.toMatchObject({
    code: "invalid",
    fields: { teamIds: expect.stringContaining("does not exist") as string },
  });
  expect(await db.macroTeam.count({ where: { macroId: made.id } })).toBe(0);
});

test("who saved it after one looked is not saved over", async () => {
  const { cast, reader, latest } = await restoreScene();
  const teams = await cast.can("manager", "teams.write");
  const { id } = await createTeam(teams, { name: "One", description: "" });
  await updateTeam(teams, id, { name: "Two", description: "" });
  const entryId = await latest("team");
  const preview = await previewRestore(reader, entryId, "before");
  await updateTeam(teams, id, { name: "Three", description: "" });
  const seen = preview.possible ? preview.seen : "";
  await expect(restoreVersion(reader, { entryId, side: "before", seen })).rejects.toMatchObject({ code: "stale" });
  expect((await db.team.findUnique({ where: { id } }))?.name).toBe("Three");
});

test("a private filter leaves no trace, and another's log restores nothing", async () => {
  const { cast, entriesOf, latest } = await restoreScene();
  const filters = await cast.can("manager", "filters.write");
  const source = await sourceHere(filters, "users");
  const input = filterInput.parse({ name: "Mine", source: "users", visibility: "mine", condition: noFilter });
  const { id } = await saveFilter(filters, source, input);
  await saveFilter(filters, source, { ...input, id, name: "Still mine" });
  await deleteFilter(filters, id);
  expect(await entriesOf("filter")).toEqual([]);

  const teams = await cast.can("manager", "teams.write");
  const team = await createTeam(teams, { name: "One", description: "" });
  await updateTeam(teams, team.id, { name: "Two", description: "" });
  const entryId = await latest("team");
  const other = await (await makeCast()).can("manager", "audit.read");
  await expect(previewRestore(other, entryId, "before")).rejects.toMatchObject({ code: "not_found" });
  const everything = await cast.can("communityManager", "audit.read", "community");
  expect(await previewRestore(everything, entryId, "before")).toMatchObject({ possible: false });
});

test("an entry that does not keep a whole version, and kinds that are not restored, say why", async () => {
  const { cast, reader, latest } = await restoreScene();
  const teams = await cast.can("manager", "teams.write");
  const team = await createTeam(teams, { name: "One", description: "" });
  const keptBy = { via: "browser", kind: "team", label: "One", objectId: team.id, projectId: cast.project.id };
  await db.auditEntry.create({ data: { ...keptBy, verb: "changed", before: { name: "" } }, select: { id: true } });
  expect(await previewRestore(reader, await latest("team"), "before")).toMatchObject({
    possible: false,
    why: expect.stringContaining("earlier versions") as string,
  });
  await db.auditEntry.create({ data: { ...keptBy, verb: "changed", kind: "member" }, select: { id: true } });
  expect(await previewRestore(reader, await latest("member"), "before")).toMatchObject({
    possible: false,
    why: expect.stringContaining("Members and roles") as string,
  });
});
