import { expect, type Locator, type Page } from "@playwright/test";

/** Chooses in a select as a person does: open it, click the option. */
export async function choose(within: Page | Locator, label: string, option: string | RegExp): Promise<void> {
  await within.getByRole("combobox", { name: label, exact: true }).click();
  const page = "page" in within ? within.page() : within;
  await page.getByRole("option", { name: option, exact: true }).click();
}

/** The rows of the list, without its head. */
export function rowsOf(page: Page): Locator {
  return page
    .getByRole("main")
    .getByRole("row")
    .filter({ has: page.getByRole("cell") });
}

/** What stands in one column, from the first row on; nothing while the list has no such column. */
export async function columnOf(page: Page, header: string): Promise<string[]> {
  const headers = await page.getByRole("columnheader").allInnerTexts();
  const at = headers.findIndex((text) => text.trim() === header);
  const cells = await rowsOf(page).getByRole("cell").allInnerTexts();
  return cells.filter((_, index) => at >= 0 && index % headers.length === at).map((text) => text.trim());
}

/** The first number in these words, with or without commas. */
export function numberIn(words: string): number {
  return Number(/\d[\d,]*/.exec(words)?.[0].replaceAll(",", ""));
}

/** A bug report of Aurora by whoever is signed in; its address. */
export async function submitBug(page: Page, title: string): Promise<string> {
  await page.goto("/projects/aurora/feedback/bug-report/new");
  await page.getByRole("textbox", { name: "Title" }).fill(title);
  await page.getByLabel("Severity").first().click();
  await page.getByRole("option", { name: "High" }).click();
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  return new URL(page.url()).pathname;
}
