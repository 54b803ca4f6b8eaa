import type { APIRequestContext, Page } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { expect, test } from "./support/fixtures";
import { choose } from "./support/records";

/** Of their own, so that tests do not meet in one list. */
const named = (name: string) => `${name} ${Math.random().toString(36).slice(2, 8)}`;

interface Row {
  label: string;
  parameter: string;
  type: string;
}

const rows: Row[] = [
  { label: "Sessions", parameter: "sessions", type: "Integer" },
  { label: "Plan", parameter: "plan", type: "String" },
];

async function toUserAutomation(page: Page): Promise<void> {
  await page.goto("/projects/aurora/users");
  await page.getByRole("main").getByRole("link", { name: "User automation" }).click();
  await expect(page.getByRole("heading", { name: "User automation" })).toBeVisible();
}

async function fillListener(page: Page, name: string, group: string): Promise<void> {
  await page.getByRole("link", { name: "Create an external listener" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await expect(page.getByText("At this point, you may need technical help")).toBeVisible();
  await page.getByRole("radio", { name: "External data" }).check();
  await page.getByRole("combobox", { name: "Data Group Label" }).click();
  await page.getByRole("option", { name: "New data group" }).click();
  await page.getByRole("textbox", { name: "Data Group Label" }).fill(group);
  for (const [index, { label, parameter, type }] of rows.entries()) {
    if (index > 0) await page.getByRole("button", { name: "Add a field" }).click();
    await page.getByRole("textbox", { name: `Label of field ${index + 1}` }).fill(label);
    await page.getByRole("textbox", { name: `Parameter of field ${index + 1}` }).fill(parameter);
    await page.getByRole("combobox", { name: `Type of field ${index + 1}` }).selectOption(type);
  }
  await page.getByRole("button", { name: "Favorite: Plan" }).click();
  await choose(page, "API key", /^Sample key/);
}

/** The address as it stands on the page, to copy. */
async function endpointUrl(page: Page, key: string): Promise<string> {
  const url = page.getByRole("group", { name: "API endpoint URL" }).first().getByRole("code");
  await expect(url).toContainText(`/api/listeners/${key}/VALUE?token=`);
  return url.innerText();
}

function call(request: APIRequestContext, url: string, value: string, data: unknown) {
  return request.post(url.replace("VALUE", encodeURIComponent(value)), { data });
}

test("a listener is created as the help article says; what is sent to it shows up while one looks", async ({
  as,
  request,
}) => {
  const page = await as("manager");
  const name = named("App data");
  const key = name.toLowerCase().replaceAll(" ", "-");
  await toUserAutomation(page);
  await fillListener(page, name, named("Telemetry"));
  await expect(page.getByRole("textbox", { name: "Key", exact: true })).toHaveValue(key);
  await expect(page.getByText("Replace VALUE with the user's e-mail or username")).toBeVisible();
  const before = await endpointUrl(page, key);
  await expect(page.getByRole("tab")).toHaveText(["cURL", "JavaScript", "Python", "PowerShell"]);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByText("You've created your external listener.")).toBeVisible();
  expect(await endpointUrl(page, key)).toBe(before);
  await expect(page.getByText("No calls yet")).toBeVisible();

  const done = await call(request, before, "participant@example.com", { sessions: 12, plan: "pro", extra: true });
  expect(done.status()).toBe(200);
  expect(await done.json()).toMatchObject({ result: "done", stored: ["sessions", "plan"], ignored: ["extra"] });
  expect((await call(request, before, "nobody@example.com", { sessions: 1 })).status()).toBe(404);

  const calls = page.getByRole("table", { name: "Calls" });
  await expect(calls.getByRole("row", { name: /participant@example\.com/ })).toContainText("Done");
  await expect(calls.getByRole("row", { name: /nobody@example\.com/ })).toContainText("Target not found");
  await calls
    .getByRole("row", { name: /participant@example\.com/ })
    .getByRole("link")
    .click();
  await expect(page.getByRole("heading", { name: `Call of ${key}` })).toBeVisible();
  await expect(page.getByRole("table", { name: "Stored values" })).toContainText("Sessions");
  await expect(page.getByText("extra", { exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: "Request body" })).toContainText('"sessions": 12');
  await expect(page.getByRole("region", { name: "Request line and headers" })).not.toContainText(
    new URL(before).searchParams.get("token") ?? "no token",
  );
  await expectAccessible(page);
});

test("a test sent from the editor takes effect and is marked as a test", async ({ as }) => {
  const page = await as("manager");
  await toUserAutomation(page);
  await fillListener(page, named("Tried out"), named("Tried"));
  for (const [index, [path, value]] of [["plan", "pro"] as const, ["sessions", "7"] as const].entries()) {
    await page.getByRole("button", { name: "Add a row" }).click();
    await page.getByRole("textbox", { name: `Parameter or path of row ${index + 1}` }).fill(path);
    await page.getByRole("textbox", { name: `Value of row ${index + 1}` }).fill(value);
  }
  await choose(page, "Signature", /GitHub/);
  await page.getByLabel(/^Signature secret/).fill("correct horse battery staple");
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByText("You've created your external listener.")).toBeVisible();
  await expect(page.getByRole("group", { name: "Signature secret, stored" })).toBeVisible();
  await page.getByRole("combobox", { name: "VALUE: the user" }).fill("participant@example.com");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Send a test" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Is a call to accept" })).toContainText("“plan” is “pro”");
  await page.getByRole("textbox", { name: "JSON body" }).fill('{"plan":"pro","sessions":7}');
  await page.getByRole("button", { name: "Send a test" }).click();
  await expect(page.getByRole("region", { name: "Answer of the listener" })).toContainText('"done"');
  const row = page.getByRole("table", { name: "Calls" }).getByRole("row", { name: /Done/ });
  await expect(row).toContainText("Test");
});

test("what is missing is said at its field, and nothing typed is lost", async ({ as }) => {
  const page = await as("manager");
  await page.goto("/projects/aurora/users/automation/new");
  await page.getByRole("textbox", { name: "Description" }).fill("Kept");
  await page.getByRole("button", { name: "Submit" }).click();
  const summary = page.getByRole("alert").filter({ hasText: "things to correct" });
  await expect(summary).toBeFocused();
  await expect(summary).toContainText("Give the listener a name.");
  await expect(page.getByRole("textbox", { name: "Description" })).toHaveValue("Kept");
  await page.getByRole("link", { name: "Cancel" }).click();
  await expect(page.getByRole("dialog", { name: "Leave without saving?" })).toBeVisible();
});

test("a filter is created beside the listener and chosen in it", async ({ as }) => {
  const page = await as("manager");
  await page.goto("/projects/aurora/users/automation/new");
  await page.getByRole("button", { name: "Create a filter" }).click();
  const drawer = page.getByRole("dialog", { name: "New filter" });
  const name = named("Everyone");
  await drawer.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await drawer.getByRole("button", { name: "Create filter" }).click();
  await expect(drawer).toBeHidden();
  await expect(page.getByRole("combobox", { name: "Filter" })).toHaveValue(name);
});

test("a listener is switched off and deleted from the list, which says what stops", async ({ as, request }) => {
  const page = await as("manager");
  const name = named("Short lived");
  await toUserAutomation(page);
  await fillListener(page, name, named("Short"));
  const url = await endpointUrl(page, name.toLowerCase().replaceAll(" ", "-"));
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByText("You've created your external listener.")).toBeVisible();
  await page.goto("/projects/aurora/users/automation");
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Switch off" }).click();
  await expect(page.getByRole("row", { name })).toContainText("Off");
  const off = await call(request, url, "participant@example.com", { plan: "pro" });
  expect(await off.json()).toMatchObject({ error: "listener_off" });
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const dialog = page.getByRole("dialog", { name: `Delete ${name}?` });
  await expect(dialog).toContainText("gets the answer 401 from then on");
  await dialog.getByRole("textbox").fill(name.toLowerCase().replaceAll(" ", "-"));
  await dialog.getByRole("button", { name: "Delete listener" }).click();
  await expect(page.getByRole("row", { name })).toHaveCount(0);
  expect((await call(request, url, "participant@example.com", { plan: "pro" })).status()).toBe(401);
});

test("a comment listener asks for its two fields", async ({ as }) => {
  const page = await as("manager");
  await page.goto("/projects/aurora/configuration/feedback-types/bug-report/automation/new");
  await page.getByRole("radio", { name: "Add comment" }).check();
  await expect(page.getByRole("textbox", { name: "Author field" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Comment field" })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Find the ticket by" })).toHaveValue("VALUE in the URL: ticket id");
  await page.getByRole("radio", { name: "Macro execution" }).check();
  await expect(page.getByRole("combobox", { name: "Macro", exact: true })).toBeVisible();
});

test("who may only look sees a listener and its calls, but neither its address nor what was sent", async ({
  as,
  request,
}) => {
  const manager = await as("manager");
  await manager.goto("/projects/aurora/users/automation");
  await manager.getByRole("link", { name: "App usage data" }).click();
  await call(request, await endpointUrl(manager, "appdata"), "participant@example.com", { crashed: false });
  const page = await as("observer");
  await page.goto("/projects/aurora/users/automation");
  await expect(page.getByRole("link", { name: "Create an external listener" })).toHaveCount(0);
  await page.getByRole("link", { name: "App usage data" }).click();
  await expect(page.getByText("Who may change this listener can copy its URL here.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Submit" })).toHaveCount(0);
  await page.getByRole("table", { name: "Calls" }).getByRole("link").first().click();
  await expect(page.getByText("You may not see what requests or answers contained in Aurora.")).toBeVisible();
});
