import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { expectAccessible, expectGoodLooks } from "./support/accessible";
import { expect, test } from "./support/fixtures";
import { choose, rowsOf } from "./support/records";

const users = "/projects/aurora/users/import";
const unique = () => Math.random().toString(36).slice(2, 8);

async function upload(page: Page, name: string, content: string | Buffer): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "CSV file" }).click();
  await (await chooser).setFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
  await page.getByRole("button", { name: "Upload" }).click();
}

/** Types until one option is left, and takes it. */
async function typeChoice(page: Page, field: Locator, text: string): Promise<void> {
  await field.fill(text);
  await expect(page.getByRole("option")).toHaveCount(1);
  for (const key of ["ArrowDown", "Enter"]) await page.keyboard.press(key);
}

/** At all widths, and back at the one of before. */
async function looksGood(page: Page): Promise<void> {
  await expectGoodLooks(page);
  await page.setViewportSize({ width: 1280, height: 800 });
}

const resultOf = (page: Page) => page.getByRole("table", { name: "Result per row" });

test("people come from a file: columns, a check that writes nothing, the import, and its result as a file", async ({
  as,
}) => {
  const page = await as("manager");
  const mark = unique();
  const people = [
    "E-mail;First name;Last name;Team;App version;Shoe size",
    `nora-${mark}@example.org;Nora;"O""Neil;\nthe second";VIP;=1+1;38`,
    `omar-${mark}@example.org;Omar;;;;44`,
    "participant@example.com;;;;5.9.9;",
    `pia-${mark}@example.org;;;Gold;;`,
  ].join("\r\n");
  await page.goto("/projects/aurora/users");
  await page.getByRole("link", { name: "Import users" }).click();
  await expect(page.getByRole("heading", { name: "Import users", level: 1 })).toBeVisible();
  await upload(page, `testers-${mark}.csv`, Buffer.from(`\uFEFF${people}`, "utf16le"));

  await expect(page.getByRole("heading", { name: `testers-${mark}.csv`, level: 1 })).toBeVisible();
  const targets = { "E-mail": "E-mail", "Last name": "Last name", Team: "Teams", "App version": "App version" };
  for (const [heading, target] of Object.entries(targets))
    await expect(page.getByRole("combobox", { name: `Target of ${heading}` })).toHaveValue(target);
  await expect(page.getByRole("combobox", { name: "Target of Shoe size" })).toHaveValue("Ignore this column");
  await expect(page.getByRole("row", { name: /^Shoe size/ })).toContainText("38");
  await looksGood(page);
  await choose(page, "Target of Shoe size", "E-mail");
  await page.getByRole("button", { name: "Check the file" }).click();
  await expect(page.getByText("Column 1 goes there already.").first()).toBeVisible();
  await choose(page, "Target of Shoe size", "Ignore this column");
  await page.getByRole("radio", { name: "Update them too" }).check();
  await page.getByRole("button", { name: "Check the file" }).click();

  await expect(page.getByText("Checked, not started")).toBeVisible();
  await expect(page.getByText("nobody is sent a mail")).toBeVisible();
  await expect(resultOf(page).getByRole("row", { name: /^2 / })).toContainText("Will be added");
  await expect(resultOf(page).getByRole("row", { name: /^5 participant/ })).toContainText(
    /Will be changed.*App version: .*5\.9\.9/,
  );
  await expect(page.getByRole("table", { name: "Reasons" })).toContainText("“Team” cannot be used as it is");
  await looksGood(page);
  const before = await page.request.get(`/api/users/count?project=aurora&q=${mark}`);
  expect(await before.json()).toMatchObject({ matching: { count: 0 } });

  await page.getByRole("button", { name: "Import 3 rows" }).click();
  await expect(page.getByText("What the file did")).toBeVisible();
  await expect(page.getByRole("button", { name: "Download result" })).toBeHidden();
  await expect(page.getByRole("link", { name: "Download result" })).toBeVisible();
  await page.getByRole("combobox", { name: "Show rows" }).selectOption({ label: "Refused (1)" });
  await expect(rowsOf(page).filter({ hasText: "“Gold”. This project has no such team." })).toHaveCount(1);
  await expect(resultOf(page).getByRole("row")).toHaveCount(2);
  await looksGood(page);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download result" }).click();
  const result = readFileSync(await (await download).path(), "utf8");
  expect(result).toContain(
    `"2","Added","","nora-${mark}@example.org","Nora","O""Neil;\nthe second","VIP","'=1+1","38"`,
  );
  expect(result).toContain(`"6","Refused","“Team”: “Gold”. This project has no such team.","pia-${mark}@example.org"`);

  await page.goto(`/projects/aurora/users?q=nora-${mark}`);
  await page.getByRole("link", { name: `nora-${mark}` }).click();
  await expect(page.getByRole("main")).toContainText("=1+1");
  await expect(page.getByText(new RegExp(`Imported: testers-${mark}.csv, line 2, by`)).first()).toBeVisible();
  await page.goto(users);
  await expect(page.getByRole("row", { name: `testers-${mark}.csv` })).toContainText("Finished");
});

test("values of tickets come from pasted rows, by whoever may write them", async ({ as }) => {
  const page = await as("manager");
  await page.goto("/projects/aurora/external-data");
  await page.getByRole("link", { name: "Jira", exact: true }).click();
  await page.getByRole("link", { name: "Import values" }).click();
  await page.getByRole("textbox", { name: "Or paste rows" }).fill(`Ticket\tJira ID\nbug-3\t7${unique()}\nBUG-99999\t1`);
  // By keyboard alone.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const target = page.getByRole("combobox", { name: "Target of Ticket" });
  await expect(target).toHaveValue("Ticket");
  await typeChoice(page, target, "Ignore");
  await expect(target).toHaveValue("Ignore this column");
  await page.getByRole("button", { name: "Check the file" }).press("Enter");
  await expect(
    page.getByRole("alert").getByText("Choose the column that says which record a row is about.").first(),
  ).toBeVisible();
  await typeChoice(page, target, "Tick");
  await expect(target).toHaveValue("Ticket");
  await page.getByRole("button", { name: "Check the file" }).press("Enter");
  await expect(page.getByText("There is no such ticket in this project", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Change columns" }).click();
  await expect(page.getByRole("combobox", { name: "Target of Jira ID" })).toHaveValue("Jira ID");
  await page.getByRole("button", { name: "Check the file" }).click();
  await page.getByRole("button", { name: "Import 1 row" }).click();
  await expect(page.getByRole("link", { name: "Download result" })).toBeVisible();
  await expect(resultOf(page).getByRole("row", { name: /BUG-3/ })).toContainText(/(Added|Changed)Jira: Jira ID/);
  await expect(resultOf(page).getByRole("row", { name: /BUG-99999/ })).toContainText("Refused");
});

test("the community imports accounts, and values of the groups it shares", async ({ as }) => {
  const page = await as("manager");
  const name = `solo-${unique()}`;
  await page.goto("/community/users");
  await page.getByRole("link", { name: "Import users" }).click();
  await page.getByRole("textbox", { name: "Or paste rows" }).fill(`Email,Username\n${name}@example.org,${name}\n`);
  await page.getByRole("button", { name: "Upload" }).click();
  await expect(page.getByRole("combobox", { name: "Role of new members" })).toHaveCount(0);
  await page.getByRole("button", { name: "Check the file" }).click();
  await page.getByRole("button", { name: "Import 1 row" }).click();
  await resultOf(page).getByRole("link", { name }).click();
  await expect(page.getByRole("main")).toContainText(`${name}@example.org`);
  await page.goto("/community/external-data/new?target=user");
  await page.getByRole("textbox", { name: "Data Group Label" }).fill(`Survey ${name}`);
  await page.getByRole("textbox", { name: "Label of field 1" }).fill("Answer");
  await page.getByRole("textbox", { name: "Parameter of field 1" }).fill("answer");
  await page.getByRole("button", { name: "Submit" }).click();
  await page.getByRole("link", { name: "Import values" }).click();
  await page.getByRole("textbox", { name: "Or paste rows" }).fill(`user,answer\n${name},yes\n`);
  await page.getByRole("button", { name: "Upload" }).click();
  await page.getByRole("button", { name: "Check the file" }).click();
  await page.getByRole("button", { name: "Import 1 row" }).click();
  await expect(page.getByRole("link", { name: "Download result" })).toBeVisible();
  await expect(resultOf(page).getByRole("row", { name: /^2 / })).toContainText(/Added.*Answer: yes/);
});

test("a file that cannot be read is refused by its line, and another can be tried at once", async ({
  as,
  allowErrors,
}) => {
  allowErrors(/status of 422/);
  const page = await as("manager");
  await page.goto(users);
  await page.getByRole("button", { name: "Upload" }).click();
  await expect(page.getByRole("alert", { name: "Nothing was uploaded" })).toContainText(
    "Choose a file, or paste rows.",
  );
  await upload(page, "latin.csv", Buffer.from("email\nJos\u00e9@example.org\n", "latin1"));
  await expect(page.getByRole("alert", { name: "Nothing was uploaded" })).toContainText("Line 2 is not text in UTF-8.");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Take another file" }).click();
  await upload(page, "open.csv", 'email,name\na@example.org,"open\nb@example.org,x\n');
  await expect(page.getByRole("alert", { name: "Nothing was uploaded" })).toContainText(
    "The row that begins after line 1 opens a quote",
  );
  await page.getByRole("button", { name: "Take another file" }).click();
  await upload(page, `fine-${unique()}.csv`, "email\na@example.org\n");
  await expect(page.getByRole("heading", { name: "What the columns mean" })).toBeVisible();
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Discard import" }).click();
  await expect(page.getByRole("heading", { name: "Import users", level: 1 })).toBeVisible();
});

test("started in two tabs at once, an import runs once", async ({ as }) => {
  const page = await as("manager");
  const mark = unique();
  await page.goto(users);
  await upload(page, `twice-${mark}.csv`, `email\none-${mark}@example.org\ntwo-${mark}@example.org\n`);
  await page.getByRole("button", { name: "Check the file" }).click();
  await expect(page.getByText("Checked, not started")).toBeVisible();
  const other = await page.context().newPage();
  await other.goto(page.url());
  const start = (tab: Page) => tab.getByRole("button", { name: "Import 2 rows" });
  await expect(start(other)).toBeVisible();
  await Promise.all([start(page).click(), start(other).click()]);
  const told = (tab: Page) => tab.getByText("This import has been started already").count();
  await expect.poll(async () => (await told(page)) + (await told(other))).toBe(1);
  for (const tab of [page, other]) {
    await tab.reload();
    await expect(tab.getByRole("link", { name: "Download result" })).toBeVisible();
    await expect(tab.getByRole("progressbar", { name: "Progress of the import" })).toHaveAttribute(
      "aria-valuetext",
      "2 of 2",
    );
  }
  const after = await page.request.get(`/api/users/count?project=aurora&q=${mark}`);
  expect(await after.json()).toMatchObject({ matching: { count: 2 } });
});

test("whatever is sent to the upload is answered in words, and never with 500", async ({ as }) => {
  const { request } = await as("manager");
  const ours = { "sec-fetch-site": "same-origin", "content-type": "text/csv" };
  const send = async (query: string, data: string | Buffer, headers: Record<string, string> = ours) => {
    const answer = await request.post(`/api/imports?${query}`, { data, headers });
    return [answer.status(), ((await answer.json()) as { message: string }).message];
  };
  const here = "project=aurora&kind=users&name=x.csv";
  expect(await send(here, "email\na@example.org\n", { "content-type": "text/csv" })).toEqual([
    403,
    "This request came from another site.",
  ]);
  expect(await send(here, "")).toEqual([422, "The file is empty. Its first line should hold the headings."]);
  expect(await send(here, Buffer.from([0, 1, 2, 255]))).toEqual([422, expect.stringContaining("Line 1 is not text")]);
  expect(await send(here, `email\n${"x".repeat(10_001)}\n`)).toEqual([
    413,
    "Line 2, column 1 has 10001 characters. A cell takes 10000.",
  ]);
  expect(await send(here, `${"a,".repeat(200)}a\n`)).toEqual([413, "Line 1 has 201 columns. An import takes 200."]);
  expect(await send(here, Buffer.alloc(50_000_001, "a,b\n"))).toEqual([
    413,
    "The file is larger than 50 MB. Split it into several.",
  ]);
  for (const query of ["", "kind=users", "kind=x&name=y", "kind=values&name=y", `${here}&group=nonsense`])
    expect(await send(query, "a\n1\n"), query).toEqual([422, expect.any(String)]);
  expect(await send("project=aurora&kind=values&name=x&group=00000000-0000-7000-8000-000000000000", "a\n1\n")).toEqual([
    404,
    expect.any(String),
  ]);
  for (const [path, status] of [
    ["/api/imports/nonsense?project=aurora", 422],
    ["/api/imports/nonsense/result", 404],
    ["/api/imports/00000000-0000-7000-8000-000000000000?project=aurora", 404],
    ["/api/imports/00000000-0000-7000-8000-000000000000?after=x", 422],
    [`${users}/nonsense`, 404],
  ] as const)
    expect([path, (await request.get(path)).status()]).toEqual([path, status]);
});

test("support imports values and no people, a participant neither", async ({ as, allowErrors }) => {
  allowErrors(/status of 403/);
  const page = await as("support");
  await page.goto("/projects/aurora/users");
  await expect(page.getByRole("link", { name: "User resources" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Import users" })).toHaveCount(0);
  expect((await page.request.get(users)).status()).toBe(403);
  await page.goto("/projects/aurora/external-data");
  await page.getByRole("link", { name: "App usage", exact: true }).click();
  await page.getByRole("link", { name: "Import values" }).click();
  await expect(page.getByRole("heading", { name: "Import App usage", level: 1 })).toBeVisible();
  const participant = await as("participant");
  const answer = await participant.request.post("/api/imports?project=aurora&kind=users&name=x", {
    data: "email\n",
    headers: { "sec-fetch-site": "same-origin" },
  });
  expect(answer.status()).toBe(403);
});
