import type { Page } from "@playwright/test";
import { Client } from "pg";
import { findEmbedded } from "@/lib/db/embedded";
import { expectAccessible, expectGoodLooks } from "./support/accessible";
import { expect, test } from "./support/fixtures";
import { named } from "./support/macros";
import { choose } from "./support/records";

const automation = "/projects/aurora/configuration/feedback-types/bug-report/automation";
const tickets = "/projects/aurora/feedback/bug-report";

/** A macro that comments on the ticket. */
async function commentMacro(page: Page, name: string): Promise<void> {
  await page.goto("/projects/aurora/configuration/feedback-types/bug-report/resources/new");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await page.getByRole("button", { name: "Add another action" }).click();
  await page.getByRole("menuitem", { name: "Add reply or note" }).click();
  await page.getByRole("textbox", { name: "Comment" }).fill("Is this still so?");
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByText("Macro saved")).toBeVisible();
}

/** A ticket that no other test writes to. */
async function newTicket(page: Page, title: string): Promise<string> {
  await page.goto(`${tickets}/new`);
  await page.getByRole("textbox", { name: "Title" }).fill(title);
  await choose(page, "Severity", "Low");
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
  return page.url();
}

/** A filter made in the drawer over the form. */
async function filterByTitle(page: Page, title: string): Promise<void> {
  await page.getByRole("button", { name: "Create a filter" }).click();
  const drawer = page.getByRole("dialog", { name: "New filter" });
  const criterion = drawer.getByRole("group", { name: "New criterion" });
  await choose(criterion, "Data set", "Feedback");
  await choose(criterion, "Item", "Title");
  await choose(criterion, "Default qualifier", "is");
  await criterion.getByLabel("Default value").fill(title);
  await criterion.getByRole("button", { name: "Add to filter" }).click();
  await drawer.getByRole("textbox", { name: "Name", exact: true }).fill(title);
  await drawer.getByRole("button", { name: "Create filter" }).click();
  await expect(drawer).toBeHidden();
}

test("a schedule says when it runs next, runs now on what its filter matches, and is switched off, on and deleted", async ({
  as,
}) => {
  const page = await as("manager");
  const [macro, schedule, title] = [named("Ask again"), named("Monday round"), named("Old crash")];
  await commentMacro(page, macro);
  const ticket = await newTicket(page, title);

  await page.goto(automation);
  await page.getByRole("region", { name: "Schedules" }).getByRole("link", { name: "Create a schedule" }).click();
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByText("Give the schedule a name.").first()).toBeVisible();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(schedule);
  await choose(page, "Macro", macro);
  await choose(page, "Time zone", "Europe/Berlin");
  await page.getByLabel("Start").fill("2031-03-24T02:30");
  await choose(page, "Rate", "Weekly");
  await expect(page.getByText("They are shown as soon as it is clear when it runs.")).toBeVisible();
  await choose(page, "Days of the week", "Sunday");
  await page.keyboard.press("Escape");
  const next = page.getByRole("list", { name: "Next five runs" }).getByRole("listitem");
  // The clocks go from two to three on the first of these Sundays.
  await expect(next).toContainText([
    /^Sun, 30 Mar 2031(,| at) 03:00 CEST/,
    /^Sun, 6 Apr 2031(,| at) 02:30 CEST/,
    "13 Apr",
    "20 Apr",
    "27 Apr",
  ]);
  await choose(page, "Rate", "Monthly");
  await choose(page, "Day of the month", "30");
  await expect(page.getByText("A month without a day 30 is left out.")).toBeVisible();
  await choose(page, "Rate", "By a cron pattern");
  await page.getByRole("textbox", { name: "Cron pattern" }).fill("0 9 * *");
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByText("Give five fields").first()).toBeVisible();
  await choose(page, "Rate", "Daily");

  // The drawer saves a filter and does not submit the form under it.
  await filterByTitle(page, title);
  await expect(page.getByRole("combobox", { name: "Filter" })).toHaveValue(title);
  await expectGoodLooks(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByText("Schedule created")).toBeVisible();
  const row = page.getByRole("row", { name: schedule });
  await expect(row).toContainText("Every day at 02:30, Europe/Berlin");
  await expect(row).toContainText("24 Mar 2031");
  await expect(row).toContainText("never");
  await expectAccessible(page);

  await row.getByRole("button", { name: `Actions for ${schedule}` }).click();
  await page.getByRole("menuitem", { name: "Run now" }).click();
  const question = page.getByRole("dialog", { name: `Run ${schedule} now?` });
  await expect(question).toContainText("runs on 1 ticket, all that match");
  await question.getByRole("button", { name: "Run on 1 ticket" }).click();
  await expect(page.getByText(`schedule “${schedule}”`).first()).toBeVisible();
  await expect(async () => {
    await page.goto(ticket);
    const timeline = page.getByRole("list", { name: "What happened to this ticket" });
    await expect(timeline).toContainText("Is this still so?", { timeout: 1_000 });
    await expect(timeline).toContainText(`${macro}, started by schedule “${schedule}”`, { timeout: 1_000 });
  }).toPass();
  await expectAccessible(page);

  await page.goto(automation);
  await expect(row).toContainText("Ran");
  await row.getByRole("button", { name: `Actions for ${schedule}` }).click();
  await page.getByRole("menuitem", { name: "Switch off" }).click();
  await expect(row).toContainText("Off");
  await row.getByRole("button", { name: `Actions for ${schedule}` }).click();
  await page.getByRole("menuitem", { name: "Switch on" }).click();
  await expect(row).toContainText("24 Mar 2031");

  await row.getByRole("link", { name: schedule }).click();
  await page.getByRole("textbox", { name: "Ticket id" }).fill("BUG-1");
  await page.getByRole("button", { name: "Explain" }).click();
  await expect(page.getByRole("dialog")).toContainText("BUG-1");
  await page.goBack();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete schedule" }).click();
  await expect(page.getByText("Schedule deleted")).toBeVisible();
  await expect(row).toHaveCount(0);
});

test("what was due while no worker was there is made up for once, and the rest is said to be missed", async ({
  as,
}) => {
  const page = await as("manager");
  const [macro, schedule, title] = [named("Ask again"), named("Hourly round"), named("Old freeze")];
  await commentMacro(page, macro);
  await newTicket(page, title);
  await page.goto(`${automation}/schedules/new`);
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(schedule);
  await choose(page, "Rate", "Hourly");
  await page.getByLabel("Start").fill("2026-01-01T00:00");
  await choose(page, "Macro", macro);
  await filterByTitle(page, title);
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByText("Schedule created")).toBeVisible();
  await turnBack(schedule, 5);
  await page.getByRole("link", { name: schedule }).click();
  await expect(page.getByRole("heading", { name: schedule, level: 1 })).toBeVisible();
  const due = page.getByRole("table", { name: "Due times" });
  await expect(async () => {
    await page.reload();
    await expect(due).toContainText("Skipped", { timeout: 1_000 });
  }).toPass();
  await expect(due.getByRole("row").filter({ hasText: "No worker was there to run it." })).toContainText("4 times");
  await expect(due.getByRole("row").nth(1)).toContainText("Ran");
  await expectGoodLooks(page);
  // Or it would go on every hour.
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete schedule" }).click();
  await expect(page.getByText("Schedule deleted")).toBeVisible();
});

/** As if no worker had been there for the last due times of a schedule. */
async function turnBack(name: string, hours: number): Promise<void> {
  const client = new Client({ connectionString: (await findEmbedded(process.env["DATA_DIR"] ?? "")) ?? "" });
  await client.connect();
  await client.query("update macro_schedule set next_at = next_at - make_interval(hours => $2) where name = $1", [
    name,
    hours,
  ]);
  await client.end();
}
