import { createHmac } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { createApiKey } from "@/lib/api-keys/commands";
import { apiKeyInput } from "@/lib/api-keys/schema";
import type { Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { settle } from "@/lib/automation/test-triggers";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { createFeedbackType } from "@/lib/feedback/save-type";
import { submitFeedbackIn } from "@/lib/feedback/submit";
import { receive } from "@/lib/listeners/receive";
import { homeOf } from "@/lib/macros/home-of";
import { previewMacro } from "@/lib/macros/preview";
import { getMacro } from "@/lib/macros/queries";
import { openSecrets } from "@/lib/secrets/secret";
import { bugReport } from "@/lib/sample/feedback-types";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { saveProfileFields } from "@/lib/users/profile";
import { toWebhookInput } from "@/lib/webhooks/schema";
import { loadFacts } from "./facts";
import { checkRecipe, installRecipe, type Installed } from "./install";
import type { Answers } from "./question";
import { recipes } from "./recipes";

testDatabase();

let cast: Cast;
let actor: Can<"project.write">;
let typeId: string;
let ticketId: string;
let apiKey: string;

const title = 'App "dies" on <!channel> \\ ((x)) 💥\nand more';
const steps = '1. Write "(("\n2. ~~~~ @everyone `code`\n\t3. Export';
const tester = { email: "o'brien+beta@acme.com", username: "o'brien", firstName: 'Mi"ra\n</b>' };
const done = { closing: "closed", resolution: "fixed", reply: "Fixed, ((submitter.first_name))." };
const hookSecret = "the secret of the webhook";
const jira = {
  site: "https://example.com/",
  email: "you@example.com",
  token: "jira-token",
  project: "BETA",
  issueType: "Bug",
  type: "bug-report",
  vetted: "vetted",
};

const answers = (): Record<string, Answers> => ({
  slack: {
    url: "https://example.com/services/T0/B0/XXXX",
    type: "bug-report",
    only: ["severity=critical"],
    start: "changed",
  },
  "microsoft-teams": {
    url: "https://example.com/workflows/abc?sig=XXXX",
    type: "bug-report",
    only: [],
    start: "submitted",
  },
  "jira-create-issues": jira,
  "jira-two-way": { ...jira, ...done, done: "Done", author: "jim@example.com", apiKey },
  "github-issues": {
    ...done,
    repository: "octo-org/notes",
    token: "github_pat_XXXX",
    type: "bug-report",
    only: ["severity=critical", "severity=high", "component=sync"],
    start: "hand",
    reopened: "open",
    apiKey,
    signature: hookSecret,
  },
  salesforce: { site: "https://example.com", token: "sf-token", hour: "03:30", apiKey },
  "shipping-addresses": { token: "shippo_XXXX", street1: "address1", city: "city", country: "country", zip: null },
  "app-usage-points": { feature: "PDF export", parameter: "exported_pdf", points: "5", mail: "yes", apiKey },
});

beforeAll(async () => {
  cast = await makeCast();
  actor = await cast.can("manager", "project.write");
  ({ id: typeId } = await createFeedbackType(also(actor, "types.write"), bugReport));
  const field = (key: string) => ({ key, label: key, type: "text" as const, options: [] });
  const fields = ["address1", "city", "country"].map(field);
  await saveProfileFields(await cast.can("communityManager", "settings.write", "community"), fields);
  const { id: userId } = await db.user.create({
    data: { ...tester, profile: { address1: 'Main "St" 1\n', city: "Berlin" } },
  });
  await db.participation.create({ data: { projectId: cast.project.id, userId, role: "participant" } });
  const keys = await cast.can("communityManager", "apiKeys.write", "community");
  ({ id: apiKey } = await createApiKey(keys, apiKeyInput.parse({ name: "Key" })));
  const ticket = await transaction((tx) =>
    submitFeedbackIn(tx, also(actor, "feedback.submit"), {
      typeId,
      title,
      values: { severity: "critical", steps },
      submitterId: userId,
      origin: { kind: "person", id: userId, label: "Tester" },
    }),
  );
  ticketId = ticket.id;
});

const given = (recipe: string, change: Answers = {}) => ({ recipe, answers: { ...answers()[recipe], ...change } });
const installed = new Map<string, Installed>();
const install = async (recipe: string): Promise<Installed> => {
  const known = installed.get(recipe);
  if (known) return known;
  const made = await installRecipe(actor, given(recipe));
  installed.set(recipe, made);
  return made;
};

/** The request that the macro of this name would send for the ticket, or the tester, and the value behind its secret. */
async function requestOf({ macros }: Installed, name: string) {
  const found = macros.find((macro) => macro.name === name);
  const macro = await getMacro(also(actor, "macros.read"), found?.id ?? "");
  const webhooks = macro.actions.filter((action) => action.kind === "webhook");
  const recordId =
    macro.target === "feedback" ? ticketId : (await db.user.findFirstOrThrow({ where: { email: tester.email } })).id;
  const question = {
    home: homeOf(macro.feedbackTypeId),
    name,
    key: macro.key,
    actions: webhooks.map(toWebhookInput),
    recordIds: [recordId],
  };
  const [record] = await previewMacro(also(actor, "macros.read"), question);
  const [preview] = record?.actions ?? [];
  if (preview?.kind !== "request") throw new Error(`no request: ${JSON.stringify(preview)}`);
  const [webhook] = webhooks;
  const ids = [webhook?.urlSecret, ...(webhook?.headers ?? [])].flatMap((one) =>
    one && "secretId" in one ? [one.secretId] : [],
  );
  const { method, url, body } = preview.request;
  return {
    method,
    url,
    body: body === null ? null : JSON.parse(body),
    secret: [...(await openSecrets(db, ids)).values()],
    enabled: macro.enabled,
  };
}

async function post(
  address: string,
  body: unknown,
  headers: Record<string, string> = {},
  secret: string | null = null,
) {
  const mac = secret && createHmac("sha256", secret).update(JSON.stringify(body)).digest("hex");
  const url = new URL(address);
  const [, , , key = "", value = null] = url.pathname.split("/");
  const answer = await receive({
    method: "POST",
    key,
    value,
    query: url.searchParams,
    headers: {
      "content-type": "application/json",
      ...(mac && { "x-hub-signature-256": `sha256=${mac}` }),
      ...headers,
    },
    ip: "192.0.2.1",
    truncated: false,
    body: new TextEncoder().encode(JSON.stringify(body)),
  });
  return { status: answer.status, ...(JSON.parse(answer.body) as Record<string, unknown>) };
}

const ticket = () =>
  db.feedback.findUniqueOrThrow({
    where: { id: ticketId },
    include: { status: true, resolution: true, comments: true },
  });

/** What a capture keeps of the tracker's answer. */
async function capture(groupKey: string, body: Record<string, string | number>) {
  const group = await db.externalDataGroup.findUniqueOrThrow({ where: { key: groupKey }, include: { fields: true } });
  const values = Object.fromEntries(
    group.fields.flatMap((field) => (field.parameter in body ? [[field.id, body[field.parameter] ?? null]] : [])),
  );
  await db.externalDataRecord.create({ data: { groupId: group.id, recordId: ticketId, values, provenance: {} } });
}

describe.each(recipes.map(({ id }) => [id]))("the recipe %s", (id) => {
  test("makes all of it, after a dry run that says so", async () => {
    const planned = await checkRecipe(actor, given(id));
    expect(planned.items.filter(({ state }) => state !== "new")).toEqual([]);
    expect(planned.missing).toEqual([]);
    const made = await install(id);
    expect(made).toMatchObject({ done: true, checked: { missing: [] } });
    expect(made.otherSide.length).toBeGreaterThan(0);
    expect(made.macros.length).toBeGreaterThan(0);
  });

  test("says in words what is missing", async () => {
    const error: unknown = await checkRecipe(actor, { recipe: id, answers: {} }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "invalid" });
    for (const message of Object.values((error as { fields: Record<string, string> }).fields))
      expect(message).toMatch(/^(Enter|Paste|Choose|Name|Invalid)/);
  });

  test("asks what its answers need, and nothing else", async () => {
    const recipe = recipes.find((one) => one.id === id);
    expect(recipe?.questions.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(answers()[id] ?? {})));
    const unknown = checkRecipe(actor, given(id, { surplus: "1" }));
    await expect(unknown).rejects.toMatchObject({ code: "invalid" });
  });
});

test("a recipe can be installed twice, under numbered names", async () => {
  await install("jira-two-way");
  const again = await installRecipe(actor, given("jira-two-way"));
  expect(again.done).toBe(true);
  expect(again.macros.map(({ name }) => name)).toContain("Close from Jira 3");
  expect(again.listeners.map(({ url }) => new URL(url).pathname)).toContain("/api/listeners/jira-status-3");
  const update = await requestOf(again, "Update Jira 3").catch((error: unknown) => String(error));
  expect(update).toMatch(/tag in (the )?URL is empty/i);
});

test("with a signature secret Jira's webhook must be signed, its automation rule need not", async () => {
  const made = await installRecipe(actor, given("jira-two-way", { signature: hookSecret }));
  expect(made).toMatchObject({ done: true, checked: { missing: [] } });
  expect(made.otherSide.map(({ text }) => text)).toContainEqual(expect.stringContaining("signature secret"));
  const keys = made.listeners.map(({ url }) => new URL(url).pathname.split("/")[3] ?? "");
  const rows = await db.externalListener.findMany({ where: { key: { in: keys } }, orderBy: { kind: "asc" } });
  const signatures = rows.map(({ kind, enabled, signature }) => [kind, enabled, signature !== null]);
  expect(signatures.sort()).toEqual([
    ["comment", true, false],
    ["external_data", true, true],
  ]);
  expect(JSON.stringify([made, rows])).not.toContain(hookSecret);
});

test("support may not install one", async () => {
  await expect(cast.can("support", "project.write")).rejects.toMatchObject({ code: "forbidden" });
});

test("the choices are those of the project", async () => {
  const facts = await loadFacts(actor);
  expect(facts.types[0]?.statuses.map(({ key }) => key)).toContain("vetted");
  await expect(checkRecipe(actor, given("slack", { type: "elsewhere" }))).rejects.toMatchObject({
    fields: { type: expect.any(String) as string },
  });
  await expect(checkRecipe(actor, given("slack", { only: ["severity=mild"] }))).rejects.toMatchObject({
    fields: { only: expect.any(String) as string },
  });
});

describe("what is sent for a hostile ticket", () => {
  test("to Slack: blocks in which nobody can be pinged", async () => {
    const { body, secret, enabled } = await requestOf(await install("slack"), "Post to Slack");
    expect(enabled).toBe(true);
    expect(secret).toEqual(["https://example.com/services/T0/B0/XXXX"]);
    expect(body.text).toContain('App "dies" on &lt;!channel&gt; \\ ((x)) 💥\nand more');
    expect(body.blocks[0].text.text.length).toBeLessThanOrEqual(150);
    const facts = body.blocks[1].fields.map(({ text }: { text: string }) => text);
    expect(facts).toContain('*Tester*\nMi"ra\n&lt;/b&gt;');
    expect(facts).toContain("*Severity*\nCritical");
    expect(body.blocks[2].elements[0].url).toMatch(/\/feedback\/bug-report\/BUG-1$/);
  });

  test("to Teams: an adaptive card whose words are no Markdown", async () => {
    const { body, secret } = await requestOf(await install("microsoft-teams"), "Post to Teams");
    expect(secret).toEqual(["https://example.com/workflows/abc?sig=XXXX"]);
    const [{ contentType, content }] = body.attachments;
    expect(contentType).toBe("application/vnd.microsoft.card.adaptive");
    expect(content).toMatchObject({ type: "AdaptiveCard", actions: [{ type: "Action.OpenUrl" }] });
    expect(content.body.every(({ type }: { type: string }) => type === "RichTextBlock")).toBe(true);
    expect(content.body[0].inlines[0].text).toContain(title);
  });

  test("to Jira: a document, with the account's token", async () => {
    const { method, url, body, secret } = await requestOf(await install("jira-create-issues"), "Send to Jira");
    expect([method, url]).toEqual(["POST", "https://example.com/rest/api/3/issue"]);
    expect(secret).toEqual([`Basic ${Buffer.from("you@example.com:jira-token").toString("base64")}`]);
    expect(body.fields).toMatchObject({ project: { key: "BETA" }, issuetype: { name: "Bug" }, summary: title });
    expect(body.fields.description).toMatchObject({ type: "doc", version: 1 });
    expect(body.fields.description.content[0].content[0].text).toBe(steps);
  });

  test("to GitHub: what the tester wrote stands in a fence", async () => {
    const { url, body, secret } = await requestOf(await install("github-issues"), "Send to GitHub");
    expect(url).toBe("https://api.github.com/repos/octo-org/notes/issues");
    expect(secret).toEqual(["Bearer github_pat_XXXX"]);
    expect(body.title).toBe(title);
    expect(body.body).toContain(`~~~~~~~~\n${steps}\n~~~~~~~~`);
  });

  test("to Salesforce: an apostrophe ends no query", async () => {
    const { method, url, body } = await requestOf(await install("salesforce"), "Refresh from Salesforce");
    expect([method, body]).toEqual(["GET", null]);
    expect(new URL(url).searchParams.get("q")).toBe(
      "SELECT Id,Title,Account.Name,Account.Type FROM Contact WHERE Email='o\\'brien+beta@acme.com' LIMIT 1",
    );
  });

  test("to Shippo: the address as the profile has it, and nothing while a part of it is missing", async () => {
    const made = await install("shipping-addresses");
    await expect(requestOf(made, "Validate address")).rejects.toThrow("Not sent: country is empty.");
    const profile = { address1: 'Main "St" 1\n', city: "Berlin", country: "DE" };
    await db.user.update({ where: { email: tester.email }, data: { profile }, select: { id: true } });
    const { body, secret } = await requestOf(made, "Validate address");
    expect(secret).toEqual(["ShippoToken shippo_XXXX"]);
    expect(body).toMatchObject({
      street1: 'Main "St" 1\n',
      city: "Berlin",
      country: "DE",
      email: tester.email,
      validate: true,
    });
    expect(body).not.toHaveProperty("zip");
  });
});

describe("what comes back", () => {
  test("Jira's own webhook closes the ticket when the issue is done", async () => {
    const { listeners } = await install("jira-two-way");
    const [status, comments] = listeners
      .map(({ url }) => url)
      .sort()
      .reverse();
    await capture("jira_2", { id: "10412", key: "BETA-97", self: "https://example.com/rest/api/3/issue/10412" });
    const event = (name: string) => ({
      timestamp: 1760352000123,
      webhookEvent: "jira:issue_updated",
      issue_event_type_name: "issue_generic",
      user: { accountId: "5b10a2844c20165700ede21g", displayName: "Priya Dev" },
      issue: {
        id: "10412",
        key: "BETA-97",
        self: "https://acme.atlassian.net/rest/api/2/issue/10412",
        fields: { summary: "x", status: { name, statusCategory: { key: "done" } }, resolution: { name: "Fixed" } },
      },
      changelog: { id: "20871", items: [{ field: "status", fromString: "In Progress", toString: name }] },
    });
    const call = (id: string, name: string) =>
      post(status ?? "", event(name), { "x-atlassian-webhook-identifier": id });
    expect(await call("1", "In Progress")).toMatchObject({ status: 200, result: "done" });
    await settle();
    expect((await ticket()).status.key).toBe("new");
    expect(await call("2", "Done")).toMatchObject({ status: 200 });
    expect(await call("2", "Done")).toMatchObject({ result: "duplicate" });
    await settle();
    const closed = await ticket();
    expect([closed.status.key, closed.resolution?.key]).toEqual(["closed", "fixed"]);
    expect(closed.comments.map(({ body }) => body)).toEqual([`Fixed, ${tester.firstName}.`]);
    const support = await db.user.update({ where: { id: cast.people.support.id }, data: { email: "jim@example.com" } });
    const said = { author_name: "jim@example.com", comment: "Fixed in 2.4.1" };
    expect(await post((comments ?? "").replace("VALUE", "10412"), said)).toMatchObject({ status: 200 });
    expect((await ticket()).comments.at(-1)).toMatchObject({ body: "Fixed in 2.4.1", authorId: support.id });
  });

  test("GitHub's webhook reopens and closes it; a new issue reopens nothing", async () => {
    const { listeners } = await install("github-issues");
    await capture("github", { number: 7, html_url: "https://github.com/octo-org/notes/issues/7", node_id: "I_kwDO" });
    let delivery = 0;
    const call = (action: string, state: string, node_id = "I_kwDO", secret: string | null = hookSecret) =>
      post(
        listeners[0]?.url ?? "",
        {
          action,
          issue: { id: 1, node_id, number: 7, state, state_reason: state === "closed" ? "completed" : null },
          repository: { full_name: "octo-org/notes" },
          sender: { login: "octocat" },
        },
        { "x-github-event": "issues", "x-github-delivery": `d-${++delivery}` },
        secret,
      );
    const state = async () => (await settle(), (await ticket()).status.key);
    await db.feedback.update({
      where: { id: ticketId },
      data: { status: { connect: { typeId_key: { typeId, key: "vetted" } } } },
    });
    expect(await call("opened", "open")).toMatchObject({ status: 200 });
    expect(await state()).toBe("vetted");
    await call("closed", "closed");
    expect(await state()).toBe("closed");
    await call("reopened", "open");
    expect(await state()).toBe("open");
    expect(await call("closed", "closed", "I_other")).toMatchObject({ status: 404, error: "target_not_found" });
    const ping = { zen: "Keep it logically awesome.", hook_id: 1, hook: { type: "Repository" } };
    expect(await post(listeners[0]?.url ?? "", ping, {}, hookSecret)).toMatchObject({ status: 200, result: "skipped" });
    expect(await call("closed", "closed", "I_kwDO", null)).toMatchObject({ status: 401 });
    expect(await call("closed", "closed", "I_kwDO", "a guess")).toMatchObject({ status: 401 });
    expect(await state()).toBe("open");
  });

  test("the app's report gives the points once", async () => {
    const { listeners } = await install("app-usage-points");
    const url = (listeners[0]?.url ?? "").replace("VALUE", encodeURIComponent(tester.email));
    const report = { app_version: "3.2.0", last_seen: "2026-10-01T10:22:00Z", exported_pdf: true };
    expect(await post(url, report, { "idempotency-key": "1" })).toMatchObject({ status: 200 });
    await settle();
    const later = { ...report, last_seen: "2026-10-02T10:22:00Z" };
    for (const [n, exported_pdf] of [false, true].entries()) {
      await post(
        url,
        { ...later, exported_pdf, last_seen: `2026-10-0${n + 3}T10:22:00Z` },
        { "idempotency-key": `r${n}` },
      );
      await settle();
    }
    const user = await db.user.findFirstOrThrow({ where: { email: tester.email }, include: { scoreEntries: true } });
    expect(user.scoreEntries.map(({ points }) => points)).toEqual([5]);
    expect(await db.emailMessage.findMany()).toMatchObject([{ subject: "Thank you for trying PDF export" }]);
  });

  test("with a limit of the day every use gives points, and the limit is no less than what one use gives", async () => {
    const limited = (mostPerDay: string) => given("app-usage-points", { feature: "Sync", mostPerDay });
    for (const [typed, said] of [
      ["4", "Enter at least 5, what one use gives, or leave it empty."],
      ["0", "Enter at least 1, or leave it empty."],
      ["many", "Enter a whole number, or leave it empty."],
    ])
      await expect(installRecipe(actor, limited(typed ?? ""))).rejects.toMatchObject({ fields: { mostPerDay: said } });
    const { macros, otherSide } = await installRecipe(actor, limited(" 20 "));
    const macro = await getMacro(also(actor, "macros.read"), macros[0]?.id ?? "");
    expect(macro).toMatchObject({
      runOnce: false,
      actions: [{ kind: "add_points", mostPerDay: 20 }, { kind: "email" }],
    });
    expect(otherSide.at(-1)?.text).toContain("report false again");
  });

  test("Salesforce's report is stored, what it does not know is ignored", async () => {
    const { listeners } = await install("salesforce");
    const url = (listeners[0]?.url ?? "").replace("VALUE", encodeURIComponent(tester.email));
    const sent = { account: "Acme Ltd", arr: 120000, strategic: true, renewal: "2026-11-30", sf_id: "0035g" };
    expect(await post(url, sent)).toMatchObject({ status: 200, ignored: ["sf_id"] });
  });
});
