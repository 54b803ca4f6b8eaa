import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { expect, test } from "./support/fixtures";
import { choose } from "./support/records";
import { named, newUserMacro } from "./support/macros";

/** Tabs that opened the same editor: the first saves, the second is asked, keeps what was typed, and overwrites knowingly. */
async function secondIsAsked(
  { first, second }: { first: Page; second: Page },
  { box, save, saved }: { box: string; save: string; saved: string },
): Promise<void> {
  const field = (page: Page) => page.getByRole("textbox", { name: box, exact: true }).first();
  await field(first).fill("Of the first");
  await first.getByRole("button", { name: save, exact: true }).click();
  await expect(first.getByText(saved)).toBeVisible();

  await field(second).fill("Of the second");
  await second.getByRole("button", { name: save, exact: true }).click();
  const dialog = second.getByRole("dialog", { name: "This was saved meanwhile" });
  await expect(dialog).toContainText(/\S saved it .+, after you opened it/);
  await expect(dialog.getByRole("link", { name: /^See what is saved now/ })).toHaveAttribute("target", "_blank");
  await expectAccessible(second);
  await dialog.getByRole("button", { name: "Keep editing" }).click();
  await expect(field(second)).toHaveValue("Of the second");
  await second.getByRole("button", { name: save, exact: true }).click();
  await dialog.getByRole("button", { name: "Overwrite with mine" }).click();
  await expect(second.getByText(saved)).toBeVisible();
}

test("a macro that somebody else saved meanwhile is not saved over unasked", async ({ as, baseURL }) => {
  const first = await as("manager");
  const name = named("Two hands");
  await newUserMacro(first, name, `${baseURL}/api/echo/plain`);
  await expect(first).toHaveURL(/\/resources\/[0-9a-f-]{36}/);
  const address = first.url();
  const second = await as("manager");
  await second.goto(address);
  await expect(second.getByRole("heading", { level: 1, name })).toBeVisible();
  const words = { box: "Description", save: "Submit", saved: "Macro saved" };
  await secondIsAsked({ first, second }, words);
  await first.goto(address);
  await expect(first.getByRole("textbox", { name: "Description" })).toHaveValue("Of the second");

  await second.reload();
  await first.getByRole("textbox", { name: "Description" }).fill("Once more");
  await first.getByRole("button", { name: "Submit" }).click();
  await expect(first.getByText("Macro saved")).toBeVisible();
  await second.getByRole("textbox", { name: "Description" }).fill("Given up");
  await second.getByRole("button", { name: "Submit" }).click();
  await second.getByRole("button", { name: "Discard mine and reload" }).click();
  await expect(second.getByRole("textbox", { name: "Description" })).toHaveValue("Once more");
});

for (const { what, path, words } of [
  {
    what: "a listener",
    path: "/projects/aurora/users/automation",
    words: { box: "Description", save: "Submit", saved: "Listener saved" },
  },
  {
    what: "a feedback type",
    path: "",
    words: { box: "Description", save: "Save", saved: "Feedback type saved" },
  },
  {
    what: "an external data group",
    path: "/projects/aurora/external-data",
    words: { box: "Data Group Label", save: "Submit", saved: "Data group saved" },
  },
  {
    what: "a report",
    path: "/projects/aurora/reports",
    words: { box: "Description", save: "Submit", saved: "Report saved" },
  },
]) {
  test(`${what} that somebody else saved meanwhile is not saved over unasked`, async ({ as, baseURL }) => {
    const first = await as("manager");
    const address = await made(first, what, path, baseURL ?? "");
    const second = await as("manager");
    for (const page of [first, second]) {
      await page.goto(address);
      await expect(page.getByRole("textbox", { name: words.box, exact: true }).first()).toBeVisible();
    }
    await secondIsAsked({ first, second }, words);
  });
}

/** One of its own, so that other tests do not meet it. Returns the address of its editor. */
async function made(page: Page, what: string, path: string, origin: string): Promise<string> {
  const name = named("Shared");
  if (what === "a feedback type") {
    // In a project of its own, because testers of Aurora would see it.
    await page.goto("/projects/new");
    await page.getByRole("textbox", { name: "Name" }).fill(name);
    await page.getByRole("button", { name: "Create project" }).click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    const types = `${new URL(page.url()).pathname}/configuration/feedback-types`;
    await page.goto(`${types}/new`);
    await page.getByRole("textbox", { name: "Name", exact: true }).first().fill(name);
    await page.getByRole("textbox", { name: "Prefix" }).fill(
      `T${name
        .slice(-6)
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, "X")}`,
    );
    await page.getByRole("button", { name: "Create feedback type" }).click();
    await expect(page.getByText("Feedback type created")).toBeVisible();
    return `${origin}${types}/${name.toLowerCase().replaceAll(" ", "-")}`;
  }
  if (what === "a report") {
    await page.goto(path);
    await page.getByRole("button", { name: "Actions for Programme overview", exact: true }).click();
    await page.getByRole("menuitem", { name: "Clone" }).click();
    await expect(page).toHaveURL(/\/[0-9a-f-]{36}/);
    return `${page.url()}/settings`;
  }
  await page.goto(`${path}/new`);
  if (what === "a listener") {
    await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
    await page.getByRole("radio", { name: "Add comment" }).check();
    await choose(page, "API key", /^Sample key/);
    await page.getByRole("textbox", { name: "Author field" }).fill("author_name");
    await page.getByRole("textbox", { name: "Comment field" }).fill("comment");
  } else {
    await page.getByRole("textbox", { name: "Data Group Label" }).fill(name);
    await page.getByRole("textbox", { name: "Label of field 1" }).fill("Plan");
    await page.getByRole("textbox", { name: "Parameter of field 1" }).fill("plan");
  }
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page).toHaveURL(/\/[0-9a-f-]{36}/);
  return page.url();
}
