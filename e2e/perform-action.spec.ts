import { expect, test } from "./support/fixtures";
import { choose, columnOf, numberIn, rowsOf } from "./support/records";

const bugs = "/projects/aurora/feedback/bug-report";

test("Perform action shows what it would send, then runs on every record and keeps what was answered", async ({
  as,
}) => {
  const page = await as("manager");
  await page.goto(bugs);
  await expect(rowsOf(page)).toHaveCount(50);
  const tickets = (await columnOf(page, "ID")).slice(3, 6);
  for (const ticket of tickets) await page.getByRole("checkbox", { name: `Select ${ticket}`, exact: true }).check();
  await choose(page, "Action", "Send to Jira");
  await page.getByRole("toolbar").getByRole("button", { name: "Perform action" }).click();

  const dialog = page.getByRole("dialog", { name: "Perform action" });
  await expect(dialog).toContainText("Runs on 3 tickets.");
  await expect(dialog).toContainText("3 of 3 tickets");
  // Which of them comes first hangs on their texts.
  for (const ticket of tickets) {
    await dialog.getByRole("tab", { name: ticket }).click();
    await expect(dialog).toContainText(`From ${ticket} `);
  }
  await dialog.getByRole("button", { name: "Perform action on 3" }).click();

  await expect(page.getByRole("heading", { name: "Run of Send to Jira", level: 1 })).toBeVisible();
  const results = page.getByRole("table", { name: "Result per record" });
  for (const ticket of tickets)
    await expect(
      results.getByRole("row").filter({ has: page.getByRole("link", { name: ticket, exact: true }) }),
    ).toContainText(/Done.*Delivered 201/s, { timeout: 20_000 });
  await expect(page.getByRole("list").filter({ hasText: "3 of 3" })).toContainText("3 done");
  await expect(page.getByRole("button", { name: "Cancel run" })).toBeHidden({ timeout: 20_000 });

  await page.goto(bugs);
  await choose(page, "View", "Jira");
  await page.getByRole("button", { name: "Title" }).first().waitFor();
  for (const ticket of tickets)
    await expect(rowsOf(page).filter({ has: page.getByRole("link", { name: ticket, exact: true }) })).toContainText(
      /BETA-\d+/,
    );
});

test("Perform action on all that match the filter needs no selection", async ({ as }) => {
  const page = await as("support");
  await page.goto(`${bugs}?q=BUG-11`);
  await expect(page.getByRole("status").filter({ hasText: " of " })).toBeVisible();
  const matching = (await columnOf(page, "ID")).length;
  expect(matching).toBeGreaterThan(1);
  await choose(page, "Action", "Send to Jira");
  await page.getByRole("toolbar").getByRole("button", { name: "Perform action" }).click();
  const dialog = page.getByRole("dialog", { name: "Perform action" });
  await expect(dialog).toContainText(`Runs on all ${matching} tickets that match.`);
  await expect(dialog.getByRole("button", { name: `Perform action on ${matching}` })).toBeEnabled();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();
});

test("a webhook for hundreds of tickets waits until their number is typed", async ({ as }) => {
  const page = await as("support");
  await page.goto(bugs);
  await choose(page, "Action", "Send to Jira");
  await page.getByRole("toolbar").getByRole("button", { name: "Perform action" }).click();
  const dialog = page.getByRole("dialog", { name: "Perform action" });
  const perform = dialog.getByRole("button", { name: /^Perform action on \d+$/ });
  await expect(perform).toBeDisabled();
  const number = numberIn(await perform.innerText());
  const confirm = dialog.getByRole("textbox", { name: `Type ${number} to confirm` });
  await confirm.fill(`${number - 1}`);
  await expect(perform).toBeDisabled();
  await confirm.fill(`${number}`);
  await expect(perform).toBeEnabled();
  await dialog.getByRole("button", { name: "Cancel" }).click();
});
