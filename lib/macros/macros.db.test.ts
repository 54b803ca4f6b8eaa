import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { openSecret } from "@/lib/secrets/secret";
import { testDatabase } from "@/lib/testing/database";
import { toWebhookInput } from "@/lib/webhooks/schema";
import { cloneMacro } from "./clone";
import { createMacro, deleteMacro, setMacroEnabled, updateMacro } from "./commands";
import { previewMacro, previewTags } from "./preview";
import { findMacroByKey, getMacro, listMacros, listOfferedMacros } from "./queries";
import { rerun } from "./rerun";
import { runRecords } from "./run-records";
import { macroInput, type MacroDraft } from "./schema";
import { testProgramme, testWebhook, type TestProgramme } from "./test-programme";
import { worstRecords } from "./worst-records";

testDatabase();

let programme: TestProgramme;
let stranger: TestProgramme;
beforeAll(async () => {
  programme = await testProgramme();
  stranger = await testProgramme();
});

const action = <K extends string>(kind: K, more: Record<string, unknown>) => ({ id: randomUUID(), kind, ...more });
const actionsOf = (...actions: unknown[]) => actions as MacroDraft["actions"];

async function problemsOf(making: Promise<unknown>): Promise<Record<string, string>> {
  const error: unknown = await making.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error(`expected a refusal, got ${String(error)}`);
  return error.fields;
}

const refused = (actions: unknown[], more: Partial<MacroDraft> = {}) =>
  problemsOf(programme.macro(programme.tickets, { actions: actionsOf(...actions), ...more }));

describe("a macro is refused, with the place,", () => {
  test.each<[string, () => unknown, Record<string, RegExp>]>([
    [
      "for an unknown tag in a body",
      () => testWebhook({ body: '{\n  "a": "((feedback.titel))"\n}' }),
      { "actions.0.body": /^Line 2, column 11: There is no tag .*feedback\.title/ },
    ],
    ["for broken JSON", () => testWebhook({ body: '{"a": }' }), { "actions.0.body": /Line 1/ }],
    ["for no URL", () => testWebhook({ url: " " }), { "actions.0.url": /Enter the URL/ }],
    ["for a URL that is none", () => testWebhook({ url: "example.com/x" }), { "actions.0.url": /./ }],
    [
      "for a private address",
      () => testWebhook({ url: "https://10.0.0.1/x" }),
      { "actions.0.url": /not a public address/ },
    ],
    [
      "for a private address as a secret",
      () => testWebhook({ url: "", urlSecret: { value: "https://[::1]/x" } }),
      { "actions.0.url": /not a public address/ },
    ],
    [
      "for a header we set ourselves",
      () => testWebhook({ headers: [{ name: "Content-Length", value: "1" }] }),
      { "actions.0.headers.0.name": /./ },
    ],
    [
      "for an unknown tag in a header",
      () => testWebhook({ headers: [{ name: "X-A", value: "((nope))" }] }),
      { "actions.0.headers.0.value": /There is no tag/ },
    ],
    [
      "for a secret with a line break",
      () => testWebhook({ headers: [{ name: "X-A", secret: { value: "a\r\nb" } }] }),
      { "actions.0.headers.0.value": /./ },
    ],
    [
      "for a secret of another macro",
      () => testWebhook({ headers: [{ name: "X-A", secret: { keep: randomUUID() } }] }),
      { "actions.0.headers.0.value": /not stored here/ },
    ],
    [
      "for an unknown group",
      () => testWebhook({ capture: { groupId: randomUUID(), storeOn: "target" } }),
      { "actions.0.capture.groupId": /does not exist/ },
    ],
    [
      "for an unknown status",
      () => action("set_status", { statusKey: "nope" }),
      { "actions.0.statusKey": /It has New, Sent to tracker/ },
    ],
    ["for an unknown field", () => action("set_field", { fieldKey: "nope" }), { "actions.0.fieldKey": /has no field/ }],
    [
      "for a value the field cannot hold",
      () => action("set_field", { fieldKey: "build", value: "many" }),
      { "actions.0.value": /enter a number/ },
    ],
    [
      "for an unknown rank",
      () => action("add_points", { rankId: randomUUID() }),
      { "actions.0.rankId": /does not exist/ },
    ],
    ["for no points", () => action("add_points", {}), { "actions.0.points": /rank or enter points/ }],
    [
      "for a mail to nobody",
      () => action("email", { to: "addresses", subject: "x", body: "x" }),
      { "actions.0.addresses": /at least one/ },
    ],
    [
      "for waiting without a webhook",
      () => action("add_comment", { body: "x", onlyIfWebhookSucceeded: true }),
      { "actions.0.onlyIfWebhookSucceeded": /no webhook/ },
    ],
  ])("%s", async (_, make, expected) => {
    const problems = await refused([make()]);
    expect(Object.keys(problems)).toEqual(Object.keys(expected));
    for (const [place, message] of Object.entries(expected)) expect(problems[place]).toMatch(message);
  });

  test("for a key that is taken in the same place, which another feedback type may use", async () => {
    await programme.macro(programme.tickets, { key: "taken" });
    expect(await refused([], { key: "taken" })).toHaveProperty("key");
    await programme.macro(programme.people, { key: "taken" });
    await stranger.macro(stranger.tickets, { key: "taken" });
  });

  test("for a group of another project, a rank of another project, and a ticket action on users", async () => {
    expect(await refused([testWebhook({ capture: { groupId: stranger.jira.id, storeOn: "target" } })])).toHaveProperty([
      "actions.0.capture.groupId",
    ]);
    expect(await refused([action("add_points", { rankId: stranger.rank.id })])).toHaveProperty(["actions.0.rankId"]);
    const onUsers = programme.macro(programme.people, {
      actions: actionsOf(action("set_status", { statusKey: "new" })),
    });
    expect(await problemsOf(onUsers)).toHaveProperty(["actions.0.statusKey"]);
  });
});

describe("saving", () => {
  test("secrets are sealed, never read back, and kept or replaced", async () => {
    const hook = testWebhook({
      url: "",
      urlSecret: { value: "https://hooks.slack.com/services/T0/B0/canary-url-1234567890" },
      headers: [{ name: "Authorization", secret: { value: "Bearer canary-header-1234567890" } }],
    });
    const { id } = await programme.macro(programme.tickets, { actions: actionsOf(hook) });
    const macro = await getMacro(programme.can("macros.read"), id);
    expect(JSON.stringify(macro)).not.toContain("canary");
    expect(JSON.stringify(await db.auditEntry.findMany({ where: { objectId: id } }))).not.toContain("canary");
    const [stored] = macro.actions;
    if (stored?.kind !== "webhook") throw new Error("expected the webhook");
    expect(stored.url).toBe("https://hooks.slack.com/…");
    expect(await openSecret(db, stored.urlSecret?.secretId ?? "")).toContain("canary-url");

    const input = macroInput.parse({
      name: macro.name,
      key: macro.key,
      actions: [{ ...toWebhookInput(stored), name: "renamed" }],
    });
    expect(await updateMacro(programme.can("macros.write"), id, input)).toEqual({ version: 2 });
    const [kept] = (await getMacro(programme.can("macros.read"), id)).actions;
    expect(kept).toEqual({ ...stored, name: "renamed" });

    const other = programme.macro(programme.tickets, { actions: actionsOf(toWebhookInput(stored)) });
    expect(Object.keys(await problemsOf(other)).sort()).toEqual(["actions.0.headers.0.value", "actions.0.url"]);
  });

  test("a version is made only when the actions change, and an old one stays", async () => {
    const comment = action("add_comment", { body: "one" });
    const { id } = await programme.macro(programme.tickets, { actions: actionsOf(comment) });
    const { key } = await getMacro(programme.can("macros.read"), id);
    const save = (body: string, name: string) =>
      updateMacro(programme.can("macros.write"), id, macroInput.parse({ name, key, actions: [{ ...comment, body }] }));
    expect(await save("one", "New name")).toEqual({ version: 1 });
    expect(await save("two", "New name")).toEqual({ version: 2 });
    expect(await db.macroVersion.count({ where: { macroId: id } })).toBe(2);
    expect(await db.auditEntry.count({ where: { objectId: id, kind: "macro" } })).toBe(3);
  });

  test("a copy is off, has the next free key and secrets of its own", async () => {
    const hook = testWebhook({ headers: [{ name: "X-Token", secret: { value: "canary-copied-123456" } }] });
    const { id } = await programme.macro(programme.tickets, { key: "origin", actions: actionsOf(hook) });
    const copy = await cloneMacro(programme.can("macros.write"), id);
    expect(copy.key).toBe("origin-2");
    const [made, before] = await Promise.all([copy.id, id].map((each) => getMacro(programme.can("macros.read"), each)));
    expect(made?.enabled).toBe(false);
    const secretOf = (macro: typeof made) => {
      const [stored] = macro?.actions ?? [];
      const header = stored?.kind === "webhook" ? stored.headers[0] : undefined;
      return header && "secretId" in header ? header.secretId : "";
    };
    expect(secretOf(made)).not.toBe(secretOf(before));
    expect(await openSecret(db, secretOf(made))).toBe("canary-copied-123456");
    await deleteMacro(programme.can("macros.write"), id);
    expect(await openSecret(db, secretOf(made))).toBe("canary-copied-123456");
  });

  test("a macro that a listener runs stays", async () => {
    const { id } = await programme.macro(programme.tickets, {});
    const apiKey = await db.apiKey.create({ data: { name: "CRM" } });
    await db.externalListener.create({
      data: {
        projectId: null,
        target: "user",
        name: "From the CRM",
        key: `k${randomUUID().slice(0, 8)}`,
        kind: "macro",
        macroId: id,
        apiKeyId: apiKey.id,
        lookup: {},
        dedupe: {},
      },
    });
    await expect(deleteMacro(programme.can("macros.write"), id)).rejects.toThrow(/“From the CRM”/);
    expect(
      (await listMacros(programme.can("macros.read"), programme.tickets)).find((row) => row.id === id)?.usedBy,
    ).toEqual(["From the CRM"]);
  });

  test("switching on lets waiting runs go on", async () => {
    const { id } = await programme.macro(programme.tickets, { enabled: true });
    await db.macroRun.create({
      data: {
        macroId: id,
        macroVersion: 1,
        projectId: programme.project.id,
        target: "feedback",
        cause: "bulk",
        chainId: randomUUID(),
      },
    });
    await setMacroEnabled(programme.can("macros.write"), id, false);
    await setMacroEnabled(programme.can("macros.write"), id, true);
    const jobs = await db.$queryRaw`select 1 from pgboss.job where name = 'macros.runRecords'
      and data->>'runId' = (select id::text from macro_run where macro_id = ${id}::uuid)`;
    expect(jobs).toHaveLength(1);
  });
});

describe("another project", () => {
  test("sees nothing of a macro and cannot change it", async () => {
    const { id } = await programme.macro(programme.tickets, { key: "mine" });
    const other = stranger.can("macros.write");
    await expect(getMacro(stranger.can("macros.read"), id)).rejects.toThrow(AppError);
    await expect(deleteMacro(other, id)).rejects.toThrow(AppError);
    await expect(setMacroEnabled(other, id, false)).rejects.toThrow(AppError);
    await expect(cloneMacro(other, id)).rejects.toThrow(AppError);
    await expect(createMacro(other, programme.tickets, macroInput.parse({ name: "x", key: "x" }))).rejects.toThrow(
      AppError,
    );
    await expect(listMacros(stranger.can("macros.read"), programme.tickets)).rejects.toThrow(AppError);
    expect(await findMacroByKey(stranger.can("macros.read"), stranger.tickets, "mine")).toBeNull();
  });

  test("reading does not prove writing", () => {
    // @ts-expect-error a proof of reading is no proof of writing
    const writing: Can<"macros.write"> = programme.can("macros.read");
    expect(writing).toBeTruthy();
  });
});

describe("the menu of a record", () => {
  test("offers what is on, shown as action, and for one of the person's teams", async () => {
    const home = { target: "feedback", typeId: stranger.type.id } as const;
    const team = await db.team.create({ data: { projectId: stranger.project.id, name: "Support" } });
    const member = await stranger.user();
    const outsider = await stranger.user();
    await db.teamMembership.create({ data: { teamId: team.id, userId: member.id } });
    await stranger.macro(home, { name: "A for all", showAsAction: true });
    await stranger.macro(home, { name: "B for the team", showAsAction: true, teamIds: [team.id], confirm: true });
    await stranger.macro(home, { name: "C off", showAsAction: true, enabled: false });
    await stranger.macro(home, { name: "D not shown" });
    const offered = async (personId: string, all = false) =>
      (await listOfferedMacros({ ...stranger.can("macros.run"), personId }, home, { all })).map(({ name }) => name);
    expect(await offered(member.id)).toEqual(["A for all", "B for the team"]);
    expect(await offered(outsider.id)).toEqual(["A for all"]);
    expect(await offered(outsider.id, true)).toContain("D not shown");
  });
});

describe("the preview", () => {
  test("shows the exact request, secrets masked, with its size and as cURL", async () => {
    const user = await programme.user();
    const ticket = await programme.ticket(user.id, `It's "broken"\n<b>`);
    const hook = testWebhook({
      url: "https://example.com/((feedback.display_id))?who=((submitter.email))",
      headers: [{ name: "Authorization", secret: { value: "canary-preview" } }],
      body: '{"title": "((feedback.title))", "score": ((user.score)), "steps": ((feedback.field.steps))}',
    });
    const mail = action("email", { subject: "((feedback.display_id))", body: "by ((macro.name))" });
    const [preview] = await previewMacro(programme.can("macros.read"), {
      home: programme.tickets,
      name: "Unsaved",
      key: "unsaved",
      actions: macroInput.shape.actions.parse([hook, mail]),
      recordIds: [ticket.id],
    });
    const [request, texts] = preview?.actions ?? [];
    if (request?.kind !== "request") throw new Error(JSON.stringify(request));
    expect(request.request.url).toBe(`https://example.com/${ticket.displayId}?who=${encodeURIComponent(user.email)}`);
    expect(JSON.parse(request.request.body ?? "")).toEqual({ title: `It's "broken"\n<b>`, score: 0, steps: null });
    expect(request.bytes).toBe(Buffer.byteLength(request.request.body ?? ""));
    expect(request.empties).toEqual(["feedback.field.steps"]);
    expect(JSON.stringify(preview)).not.toContain("canary");
    expect(request.curl).toContain(`curl -X POST 'https://example.com/${ticket.displayId}?`);
    expect(request.curl).toContain(`It'\\''s`);
    expect(texts).toMatchObject({ kind: "texts", texts: [{ text: ticket.displayId }, { text: "by Unsaved" }] });
  });

  test("says what is wrong instead of sending it", async () => {
    const ticket = await programme.ticket((await programme.user()).id);
    const broken = testWebhook({ url: "https://example.com/((feedback.field.steps))" });
    const [preview] = await previewMacro(programme.can("macros.read"), {
      home: programme.tickets,
      name: "",
      key: "",
      actions: macroInput.shape.actions.parse([broken]),
      recordIds: [ticket.id, randomUUID()],
    });
    expect(preview?.actions[0]).toMatchObject({
      kind: "problem",
      message: expect.stringContaining("tag in URL is empty") as string,
    });
    const tags = await previewTags(programme.can("macros.read"), { home: programme.tickets, recordId: ticket.id });
    expect(tags).toContainEqual({ path: "feedback.title", value: "Crash" });
  });

  test("five records are chosen to hurt", async () => {
    const fresh = await testProgramme();
    const user = await fresh.user();
    const full = { steps: "plain", severity: "high" };
    const long = await fresh.ticket(user.id, "long", { ...full, steps: "word ".repeat(500) });
    const quotes = await fresh.ticket(user.id, `"""'''<<>>\n\n`, full);
    const other = await fresh.ticket(user.id, "日本語のタイトル", full);
    const missing = await fresh.ticket(user.id, "x");
    await fresh.ticket(user.id, "ordinary", full);
    const newest = await fresh.ticket(user.id, "newest", full);
    const worst = await worstRecords(fresh.can("macros.read"), fresh.tickets);
    expect(worst).toEqual([
      { id: newest.id, label: newest.displayId, why: "newest" },
      { id: long.id, label: long.displayId, why: "longest text" },
      { id: missing.id, label: missing.displayId, why: "most missing values" },
      { id: quotes.id, label: quotes.displayId, why: "quotes and line breaks" },
      { id: other.id, label: other.displayId, why: "other scripts" },
    ]);
    const people = await worstRecords(fresh.can("macros.read"), fresh.people);
    expect(people.map(({ label }) => label)).toEqual([user.username]);
  });
});

describe("resend with today's data", () => {
  test("is a new run, and on a run-once macro only after a warning", async () => {
    const ticket = await programme.ticket((await programme.user()).id);
    const { id } = await programme.macro(programme.tickets, { runOnce: true, actions: actionsOf(testWebhook()) });
    const run = await db.macroRun.create({
      data: {
        macroId: id,
        macroVersion: 1,
        projectId: programme.project.id,
        target: "feedback",
        cause: "manual",
        chainId: randomUUID(),
        total: 1,
      },
    });
    await db.macroRunRecord.create({ data: { runId: run.id, subjectId: ticket.id, label: ticket.displayId } });
    await runRecords(run.id);
    const delivery = await db.webhookDelivery.findFirstOrThrow({ where: { runId: run.id } });
    const actor = programme.can("deliveries.resend");
    await expect(rerun(actor, { deliveryId: delivery.id })).rejects.toThrow(/runs once/);
    await expect(rerun(stranger.can("deliveries.resend"), { deliveryId: delivery.id, again: true })).rejects.toThrow(
      /no such delivery/,
    );
    const { runId } = await rerun(actor, { deliveryId: delivery.id, again: true });
    await runRecords(runId);
    const again = await db.webhookDelivery.findFirstOrThrow({ where: { runId } });
    expect(again.id).not.toBe(delivery.id);
    expect(await db.macroRun.findUniqueOrThrow({ where: { id: runId } })).toMatchObject({ cause: "resend" });
  });
});
