import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { expect, test } from "./support/fixtures";

const bugs = "/projects/aurora/configuration/feedback-types/bug-report/resources";

/** Key and name of their own, so that tests do not meet in one list. */
const named = (name: string) => `${name} ${Math.random().toString(36).slice(2, 8)}`;
const echo = (kind: string, baseURL: string | undefined) => `${baseURL ?? ""}/api/echo/${kind}`;

async function newMacro(page: Page, name: string): Promise<void> {
  await page.goto(`${bugs}/new`);
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
}

async function webRequest(page: Page, url: string, body: string): Promise<void> {
  await page.getByRole("checkbox", { name: "Trigger webhooks" }).check();
  await page.getByRole("textbox", { name: "Web request URL" }).fill(url);
  await page.getByRole("textbox", { name: "JSON Body" }).fill(body);
}

const submit = (page: Page) => page.getByRole("button", { name: "Submit" }).click();

test("a webhook is created as the help article says, and stands in the list", async ({ as, baseURL }) => {
  const page = await as("manager");
  const name = named("Notify the tracker");
  await page.goto("/projects/aurora/users");
  await page.getByRole("main").getByRole("link", { name: "User resources" }).click();
  await expect(page.getByRole("heading", { name: "User resources" })).toBeVisible();
  await page.getByRole("link", { name: "Create a macro" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await expect(page.getByRole("textbox", { name: "Key" })).toHaveValue(name.toLowerCase().replaceAll(" ", "-"));
  await page.getByRole("textbox", { name: "Description" }).fill("Tells the tracker about a tester.");
  await page.getByRole("checkbox", { name: "Trigger webhooks" }).check();
  await expect(page.getByText("At this point, you may need technical help")).toBeVisible();
  await expect(page.getByRole("radio", { name: "JSON" })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "Capture return values" })).not.toBeChecked();
  await webRequest(page, echo("plain", baseURL), '{ "text": "((user.username)) has ((user.score)) points" }');
  await expect(page.getByText("valid JSON")).toBeVisible();
  await expect(page.getByRole("region", { name: "Request body" })).toContainText(" points");
  await page.getByRole("checkbox", { name: "Show as user action" }).check();
  // Nothing half behind the bars that stay at the top.
  await page.evaluate(() => window.scrollTo(0, 0));
  await expectAccessible(page);
  await submit(page);
  await expect(page.getByText("You've created your webhook.")).toBeVisible();
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await page.goto("/projects/aurora/users/resources");
  const row = page.getByRole("row", { name });
  await expect(row).toContainText("Trigger webhooks");
  await expect(row.getByRole("link", { name: `Macro webhook log of ${name}` })).toBeVisible();
});

test("a body that is no JSON is refused at its place and nothing typed is lost", async ({ as, baseURL }) => {
  const page = await as("manager");
  await newMacro(page, named("Broken body"));
  const body = '{\n  "text": "((feedback.title))",,\n}';
  await webRequest(page, echo("plain", baseURL), body);
  await submit(page);
  const summary = page.getByRole("alert").filter({ hasText: "One thing to correct" });
  await expect(summary).toBeFocused();
  await expect(summary).toContainText(/line 2, column \d+/i);
  await summary.getByRole("button").click();
  const editor = page.getByRole("textbox", { name: "JSON Body" });
  await expect(editor).toBeFocused();
  await expect(editor).toHaveAttribute("aria-invalid", "true");
  await expect(editor).toContainText("((feedback.title))");
  await editor.fill('{ "text": "((feedback.title))" }');
  await submit(page);
  await expect(page.getByText("You've created your webhook.")).toBeVisible();
});

test("an unknown tag is refused and the right one is named", async ({ as, baseURL }) => {
  const page = await as("manager");
  await newMacro(page, named("Unknown tag"));
  await webRequest(page, echo("plain", baseURL), '{ "text": "((feedback.titel))" }');
  await submit(page);
  await expect(page.getByRole("alert").filter({ hasText: "One thing to correct" })).toContainText("feedback.title");
});

test("a secret header reaches the receiver and never the browser again", async ({ as, receiver }) => {
  const page = await as("manager");
  const target = await receiver({ kind: "answer", body: "ok" });
  const name = named("With a secret");
  await newMacro(page, name);
  await webRequest(page, `${target.origin}/hook`, '{ "text": "hello" }');
  await page.getByRole("button", { name: "Add header" }).click();
  await page.getByRole("combobox", { name: "Name of header 1" }).fill("Authorization");
  await page.keyboard.press("Escape");
  await page.getByRole("checkbox", { name: "Header 1 is secret" }).check();
  await page.getByRole("textbox", { name: "Value of header 1" }).fill("Bearer s3cret-token-value");
  await submit(page);
  await expect(page.getByText("You've created your webhook.")).toBeVisible();
  await expect(page).not.toHaveURL(/\/new$/);
  await page.reload();
  await expect(page.getByRole("group", { name: "Value of header 1, stored" })).toBeVisible();
  expect(await page.content()).not.toContain("s3cret-token-value");
  await expect(page.getByText("valid JSON")).toBeVisible();
  await page.getByRole("button", { name: "Test send" }).click();
  await expect(page.getByText("Answer of the last test")).toBeVisible();
  expect(target.requests[0]?.headers.authorization).toBe("Bearer s3cret-token-value");
  expect(await page.content()).not.toContain("s3cret-token-value");
});

test("a click on a value of the test's answer captures it into a new data group", async ({ as, baseURL }) => {
  const page = await as("manager");
  const group = named("Tracker");
  await newMacro(page, named("Create an issue"));
  await webRequest(page, echo("jira", baseURL), '{ "fields": { "summary": "((feedback.title))" } }');
  await page.getByRole("button", { name: "Test send" }).click();
  const answer = page.getByRole("group", { name: "Answer" });
  await expect(page.getByText("201", { exact: true })).toBeVisible();
  await answer.getByRole("button", { name: /^key/ }).click();
  await expect(page.getByRole("checkbox", { name: "Capture return values" })).toBeChecked();
  await expect(page.getByRole("textbox", { name: "Parameter 1" })).toHaveValue("key");
  await expect(page.getByRole("row").filter({ has: page.getByRole("textbox", { name: "Parameter 1" }) })).toContainText(
    /BETA-\d+/,
  );
  await page.getByRole("textbox", { name: "Label of the new group" }).fill(group);
  await page.getByRole("button", { name: "Favorite 1" }).click();
  await submit(page);
  await expect(page.getByText("You've created your webhook.")).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Data Group Label" })).toHaveValue(group);
  await expect(page.getByRole("row").filter({ hasText: "★ Favorite" })).toContainText("key");
});

test("the worst five records show what breaks before anything runs", async ({ as, baseURL }) => {
  const page = await as("manager");
  await newMacro(page, named("Worst five"));
  await webRequest(page, echo("plain", baseURL), '{ "text": "((feedback.title))", "plan": "((external.crm.plan))" }');
  await page.getByRole("button", { name: "Worst five" }).click();
  const matrix = page.getByRole("table", { name: "Worst five records" });
  await expect(matrix.getByRole("row").nth(1)).toContainText("newest");
  await expect(matrix).toContainText(/OK|Empty tag/);
});

test("further actions, clone, switch and delete work from the list", async ({ as }) => {
  const page = await as("manager");
  const name = named("Thank the tester");
  await newMacro(page, name);
  await page.getByRole("button", { name: "Add another action" }).click();
  await page.getByRole("menuitem", { name: "Add points" }).click();
  await page.getByRole("textbox", { name: "Points", exact: true }).fill("10");
  await page.getByRole("button", { name: "Add another action" }).click();
  await page.getByRole("menuitem", { name: "Set status" }).click();
  await submit(page);
  await expect(page.getByRole("alert").filter({ hasText: "One thing to correct" })).toContainText("Choose a status.");
  await page.getByRole("combobox", { name: "Status" }).click();
  await page.getByRole("option").first().click();
  await submit(page);
  await expect(page.getByText("Macro saved")).toBeVisible();
  await page.goto(bugs);
  const menu = (of: string) => page.getByRole("button", { name: `Actions for ${of}`, exact: true });
  await menu(name).click();
  await page.getByRole("menuitem", { name: "Clone" }).click();
  await expect(page.getByRole("heading", { name: `${name} (copy)` })).toBeVisible();
  await page.goto(bugs);
  await menu(name).click();
  await page.getByRole("menuitem", { name: "Switch off" }).click();
  await expect(page.getByText("Macro switched off")).toBeVisible();
  await menu(`${name} (copy)`).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const dialog = page.getByRole("dialog");
  const key = (await dialog.getByRole("textbox").getAttribute("aria-label")) ?? "";
  expect(key).toBe("");
  await dialog.getByRole("textbox").fill(`${name.toLowerCase().replaceAll(" ", "-")}-2`);
  await dialog.getByRole("button", { name: "Delete macro" }).click();
  await expect(page.getByText("Macro deleted")).toBeVisible();
  await expect(menu(`${name} (copy)`)).toHaveCount(0);
});

test("an observer looks and cannot change, and is told so for a new macro", async ({ as, allowErrors }) => {
  allowErrors(/403/);
  const page = await as("observer");
  await page.goto(bugs);
  await expect(page.getByRole("link", { name: "Create a macro" })).toHaveCount(0);
  await page.getByRole("link", { name: "Send to Jira", exact: true }).click();
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Submit" })).toHaveCount(0);
  await page.goto(`${bugs}/new`);
  await expect(page.getByRole("heading", { name: "You do not have access to this" })).toBeVisible();
});
