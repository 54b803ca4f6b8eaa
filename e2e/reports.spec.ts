import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { expect, test } from "./support/fixtures";
import { named } from "./support/macros";
import { choose, numberIn } from "./support/records";

test("a report is made in the ten steps of the guide, from external data, and leads to the rows behind it", async ({
  as,
}) => {
  const page = await as("manager");
  const [draft, name, report] = [named("Plans"), named("Testers by plan"), named("Customers")];
  await page.goto("/projects/aurora");
  await page.getByRole("link", { name: "Custom reports" }).first().click();
  await page.getByRole("link", { name: "Create a report" }).click();
  await expect(page.getByRole("heading", { name: "1. Select Datasource" })).toBeVisible();
  await choose(page, "Data source", "Users");
  await choose(page, "Data set", "CRM");
  await page.getByRole("option", { name: "Plan", exact: true }).dblclick();
  const preview = page.getByRole("region", { name: "Preview" });
  await expect(preview.getByRole("figure")).toContainText(/Gold: \d+/);
  await expect(page.getByRole("radio", { name: "Bar" })).toBeChecked();
  await expect(page.getByRole("radio", { name: "Line" })).toBeDisabled();
  await expect(page.getByText("A line needs an order").first()).toBeVisible();
  await page.getByText("Table", { exact: true }).click();
  await expectThreeOrders(page, preview);
  // The rows behind a part of what is not saved yet, beside it.
  const inPreview = preview.getByRole("row", { name: /^Gold/ });
  const count = numberIn(await inPreview.getByRole("cell").last().innerText());
  await preview.getByRole("button", { name: "Gold" }).click();
  await expect(page.getByRole("dialog").getByText(`${count} users`)).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await page.getByText("Pie", { exact: true }).click();
  await page.getByRole("checkbox", { name: "Write values beside their marks" }).check();
  // The slice takes what is pointed at its number.
  await preview.getByRole("figure").getByText(String(count), { exact: true }).click({ force: true });
  await expect(page.getByRole("dialog").getByText(`${count} users`)).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await page.getByText("Column", { exact: true }).click();
  await expect(page.getByRole("radio", { name: "Column" })).toBeChecked();
  await page.getByRole("tab", { name: "Spreadsheet" }).click();
  await expect(preview.getByRole("columnheader", { name: "Plan" })).toBeVisible();

  await page.getByRole("textbox", { name: "Name of the report element" }).fill(draft);
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Give the new report a name." })).toBeVisible();
  await page.getByRole("textbox", { name: "Name of the new report" }).fill(report);
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByRole("heading", { name: "Name your element" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Name your Element" })).toHaveValue(draft);
  await page.getByRole("textbox", { name: "Name your Element" }).fill(name);
  await page.getByRole("button", { name: "Submit" }).click();

  await expect(page.getByRole("heading", { level: 1, name: report })).toBeVisible();
  await expect(page.getByText(/^Data as of \d\d:\d\d /)).toBeVisible();
  await expect(page.getByRole("figure", { name })).toContainText(/Gold: \d+/);
  const rows = page.getByRole("dialog", { name: `${name}: Gold` });
  const parts = page.getByRole("listbox", { name: `Parts of ${name}` });
  // Where the drawing is made anew for another width meanwhile, a key begins again.
  await expect(async () => {
    for (const key of ["Home", "ArrowRight", "ArrowRight"]) await parts.press(key);
    await expect(parts.getByRole("option", { name: `Gold: ${count}`, selected: true })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expectAccessible(page);
  await parts.press("Enter");
  await expect(rows.getByText(`${count} users`)).toBeVisible();
  await rows.press("Escape");
  await expect(parts).toBeFocused();

  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Show as table" }).click();
  const gold = page.getByRole("table", { name }).getByRole("row", { name: /^Gold/ });
  expect(numberIn(await gold.getByRole("cell").last().innerText())).toBe(count);
  await gold.getByRole("button", { name: "Gold" }).click();
  await expect(rows.getByText(`${count} users`)).toBeVisible();
  await expect(rows.getByRole("row").nth(1).getByRole("link")).toHaveAttribute("href", /\/users\//);
  await page.goBack();
  await expect(rows).toBeHidden();
  await expect(page.getByRole("table", { name })).toBeVisible();

  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await expect(page.getByText("This report has no elements yet")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("figure", { name })).toBeVisible();

  const address = new URL(page.url()).pathname;
  await page.getByRole("button", { name: "More actions for this report" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page.getByRole("dialog")).toContainText("only Undo, in the message that follows, brings it back");
  await page.getByRole("button", { name: "Delete report" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Custom reports" })).toBeVisible();
  await expect(page.getByRole("link", { name: report })).toBeHidden();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Undo" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: report }).click();
  await expect(page.getByRole("figure", { name })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(address);
});

/** By itself by size, then by label, then by measure, and by itself again: what is seen follows. */
async function expectThreeOrders(page: Page, preview: Locator): Promise<void> {
  const plans = async () => {
    const first = preview.locator("tbody tr > :first-child");
    return (await first.allInnerTexts()).filter((plan) => plan !== "None");
  };
  const [bySize, byLabel, fewestFirst] = [
    ["Silver", "Free", "Gold"],
    ["Free", "Gold", "Silver"],
    ["Gold", "Free", "Silver"],
  ];
  await expect.poll(plans).toEqual(bySize);
  const order = page.getByRole("region", { name: "Order" });
  await order.getByRole("button", { name: "Choose an order" }).click();
  await expect.poll(plans).toEqual(byLabel);
  await order.getByRole("combobox", { name: "Order 1" }).selectOption("Count of users");
  await expect.poll(plans).toEqual(fewestFirst);
  await order.getByRole("button", { name: /^Remove:/ }).click();
  await expect.poll(plans).toEqual(bySize);
}
