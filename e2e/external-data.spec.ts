import { expectAccessible } from "./support/accessible";
import { expect, test } from "./support/fixtures";
import { columnOf } from "./support/records";
import { choose } from "./support/records";

const named = (name: string) => `${name} ${Math.random().toString(36).slice(2, 8)}`;
const here = "/projects/aurora/external-data";

test("a data group is created, reordered and extended", async ({ as }) => {
  const page = await as("manager");
  const label = named("Subscription");
  await page.goto(here);
  await page.getByRole("link", { name: "Create a data group" }).click();
  await page.getByRole("textbox", { name: "Data Group Label" }).fill(label);
  await expect(page.getByRole("textbox", { name: "Key", exact: true })).toHaveValue(
    label.toLowerCase().replaceAll(" ", "_"),
  );
  for (const [index, name] of ["Plan", "Renewal"].entries()) {
    if (index > 0) await page.getByRole("button", { name: "Add a field" }).click();
    await page.getByRole("textbox", { name: `Label of field ${index + 1}` }).fill(name);
    await page.getByRole("textbox", { name: `Parameter of field ${index + 1}` }).fill(name.toLowerCase());
  }
  await page.getByRole("combobox", { name: "Type of field 2" }).selectOption("Date and Time");
  await page.getByRole("button", { name: "Move up: Renewal" }).click();
  await expect(page.getByRole("textbox", { name: "Label of field 1" })).toHaveValue("Renewal");
  await expect(page.getByRole("button", { name: "Move up: Renewal" })).toBeFocused();
  await page.getByRole("combobox", { name: "Apply only if newer by this field" }).click();
  await page.getByRole("option", { name: "Renewal" }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByRole("heading", { name: label })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Apply only if newer by this field" })).toHaveValue("Renewal");
  await page.getByRole("button", { name: "Archive: Plan" }).click();
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByText("Data group saved")).toBeVisible();
  await expect(page.getByRole("textbox", { name: /Label of field/ })).toHaveCount(1);
  await page.goto(here);
  await expect(page.getByRole("row", { name: label })).toContainText("Renewal");
});

test("two fields cannot have the same parameter, and the row says so", async ({ as }) => {
  const page = await as("manager");
  await page.goto(`${here}/new`);
  await page.getByRole("textbox", { name: "Data Group Label" }).fill(named("Twice"));
  await page.getByRole("button", { name: "Add a field" }).click();
  for (const index of [1, 2]) {
    await page.getByRole("textbox", { name: `Label of field ${index}` }).fill(`Field ${index}`);
    await page.getByRole("textbox", { name: `Parameter of field ${index}` }).fill("same");
  }
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(
    page.getByRole("table").getByText("Another field of this group has the parameter “same”."),
  ).toBeVisible();
});

test("a group that is used is not deleted; the message names what uses it", async ({ as }) => {
  const page = await as("manager");
  await page.goto(here);
  const row = page.getByRole("row", { name: /App usage/ });
  await expect(row).toContainText("listener App usage data");
  await row.getByRole("button", { name: /Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const dialog = page.getByRole("dialog");
  const key = (await dialog.getByText(/^Type .* to confirm$/).innerText()).replace(/^Type | to confirm$/g, "");
  await dialog.getByRole("textbox").fill(key);
  await dialog.getByRole("button", { name: "Delete data group" }).click();
  await expect(page.getByText(/is used by the .*“App usage data”/)).toBeVisible();
});

test("what is told about the project stands on its home, with where from, and every change is kept", async ({
  as,
  request,
}) => {
  const page = await as("manager");
  const name = named("Releases");
  await page.goto(`${here}/new?target=project`);
  await page.getByRole("textbox", { name: "Data Group Label" }).fill(name);
  for (const [index, label] of ["Version", "Open issues"].entries()) {
    if (index > 0) await page.getByRole("button", { name: "Add a field" }).click();
    await page.getByRole("textbox", { name: `Label of field ${index + 1}` }).fill(label);
    await page.getByRole("textbox", { name: `Parameter of field ${index + 1}` }).fill(label.toLowerCase());
  }
  await page.getByRole("combobox", { name: "Type of field 2" }).selectOption("Integer");
  await page.getByRole("button", { name: "Favorite: Version" }).click();
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();

  await page.goto(`${here}/automation/new`);
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await page.getByRole("combobox", { name: "Data Group Label" }).click();
  await page.getByRole("option", { name }).click();
  await choose(page, "API key", /^Sample key/);
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByText("You've created your external listener.")).toBeVisible();
  const shown = page.getByRole("group", { name: "API endpoint URL" }).first().getByRole("code");
  const url = (await shown.innerText()).replace("VALUE", "aurora");
  for (const data of [{ version: "3.1", "open issues": 12 }, { version: "3.2" }])
    expect((await request.post(url, { data })).status()).toBe(200);

  await page.goto("/projects/aurora");
  const home = page.getByRole("main");
  await expect(home.getByRole("heading", { name: "External data of the project" })).toBeVisible();
  const version = home.getByRole("definition").filter({ hasText: name });
  await expect(version).toContainText("3.2");
  await expect(version).toContainText(`From the listener ${name}`);
  await expectAccessible(page);
  await page.getByRole("link", { name: "All values and changes" }).click();
  await expect(page.getByRole("heading", { name: "External data of the project", level: 1 })).toBeVisible();
  await expect(page.getByRole("definition").filter({ hasText: name }).filter({ hasText: "12" })).toBeVisible();
  const changes = page.getByRole("list", { name: "What changed on this project" });
  await expect(changes).toContainText("Version: 3.1 → 3.2");
  await expect(changes).toContainText("Open issues:");
  await expectAccessible(page);
});

test("a change of type shows what would convert and what would not, before it is done", async ({ as, request }) => {
  const page = await as("manager");
  const name = named("Seats");
  await page.goto("/projects/aurora/users/automation/new");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await page.getByRole("radio", { name: "External data" }).check();
  await page.getByRole("combobox", { name: "Data Group Label" }).click();
  await page.getByRole("option", { name: "New data group" }).click();
  await page.getByRole("textbox", { name: "Data Group Label" }).fill(name);
  await page.getByRole("textbox", { name: "Label of field 1" }).fill("Seats");
  await page.getByRole("textbox", { name: "Parameter of field 1" }).fill("seats");
  await page.getByRole("combobox", { name: "Type of field 1" }).selectOption("String");
  await choose(page, "API key", /^Sample key/);
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByText("You've created your external listener.")).toBeVisible();
  const url = await page.getByRole("group", { name: "API endpoint URL" }).first().getByRole("code").innerText();
  const tell = (who: string, seats: string) => request.post(url.replace("VALUE", who), { data: { seats } });
  expect((await tell("participant", "12")).status()).toBe(200);
  expect((await tell("noor.petrov300", "a dozen")).status()).toBe(200);

  await page.goto(here);
  await page.getByRole("link", { name, exact: true }).click();
  await page.getByRole("combobox", { name: "Type of field 1" }).selectOption("Integer");
  await page.getByRole("button", { name: "Submit" }).click();
  const dialog = page.getByRole("dialog", { name: "Seats: String to Integer" });
  await expect(dialog).toContainText("2 values are stored. 1 convert, 1 do not");
  await expect(dialog.getByRole("list", { name: "Do not convert" })).toContainText('noor.petrov300: "a dozen"');
  await expect(dialog.getByRole("list", { name: "Convert", exact: true })).toContainText("participant: 12 → 12");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "nothing was saved" })).toBeVisible();
  // What was declined is still unsaved.
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Project users" }).click();
  await page.getByRole("dialog", { name: "Leave without saving?" }).getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("combobox", { name: "Type of field 1" })).toHaveValue("integer");
  await page.getByRole("button", { name: "Submit" }).click();
  await dialog.getByRole("button", { name: "Convert and clear the rest" }).click();
  await expect(page.getByText("Data group saved")).toBeVisible();

  await page.goto("/projects/aurora/users?q=noor.petrov300");
  await page.getByRole("link", { name: "noor.petrov300" }).click();
  await expect(page.getByRole("list", { name: "What happened to this user" })).toContainText("Seats: a dozen → ");
});

test("a field's page says what it holds and who wrote it, and a value goes back to what it was", async ({ as }) => {
  const page = await as("manager");
  await page.goto("/projects/aurora/external-data");
  await page.getByRole("main").getByRole("link", { name: "CRM", exact: true }).click();
  await page.getByRole("link", { name: "plan", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Plan", level: 1 })).toBeVisible();
  await expect(page.getByText(/^[1-9]\d* of [1-9]\d* users \(\d+ %\)$/)).toBeVisible();
  await expectAccessible(page);
  const writes = page.getByRole("table", { name: "Last writes" });
  const undo = writes.getByRole("button", { name: /^Undo the value of / }).first();
  const name = (await undo.getAttribute("aria-label"))?.slice("Undo the value of ".length) ?? "";
  const row = writes.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });
  const [, before, after] = await row.first().getByRole("cell").allInnerTexts();
  await undo.click();
  await expect(row.first()).toContainText("Entered by");
  const [, from, to] = await row.first().getByRole("cell").allInnerTexts();
  expect([from, to]).toEqual([after, before]);
  await writes.getByRole("button", { name: `Undo the value of ${name}` }).click();
  await expect(row).toHaveCount(3);

  await page.getByRole("link", { name: "Gold", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Project users" })).toBeVisible();
  await expect.poll(() => columnOf(page, "CRM · Plan").then((plans) => new Set(plans))).toEqual(new Set(["Gold"]));
});
