import type { Page } from "@playwright/test";
import { expectAccessible, expectGoodLooks } from "./support/accessible";
import { expect, test } from "./support/fixtures";
import { named } from "./support/macros";
import { choose, submitBug } from "./support/records";

const automation = "/projects/aurora/configuration/feedback-types/bug-report/automation";
const resources = "/projects/aurora/configuration/feedback-types/bug-report/resources";

/** A macro that comments on the ticket. */
async function commentMacro(page: Page, name: string, body: string): Promise<void> {
  await page.goto(`${resources}/new`);
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await page.getByRole("button", { name: "Add another action" }).click();
  await page.getByRole("menuitem", { name: "Add reply or note" }).click();
  await page.getByRole("textbox", { name: "Comment" }).fill(body);
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByText("Macro saved")).toBeVisible();
}

const setStatus = async (page: Page, label: string) => {
  await page.getByRole("combobox", { name: "Status" }).selectOption({ label });
  await expect(page.getByRole("list", { name: "What happened to this ticket" })).toContainText(`→ ${label}`);
};

test("a status that changes runs a macro by itself, and the ticket says when it did and when it did not", async ({
  as,
}) => {
  const page = await as("manager");
  const [macro, trigger, title] = [named("Say closed"), named("On closing"), named("Flaky sync")];
  await commentMacro(page, macro, "((trigger.field)) went from ((trigger.old)) to ((trigger.new)).");

  await page.goto(automation);
  await page.getByRole("region", { name: "Triggers" }).getByRole("link", { name: "Create a trigger" }).click();
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByText("Give the trigger a name.").first()).toBeVisible();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(trigger);
  await choose(page, "What happens", "Feedback modified");
  await choose(page, "Which fields", "Status");
  await page.keyboard.press("Escape");
  await choose(page, "New value", "Closed");
  await choose(page, "Macro", macro);
  await expectAccessible(page);
  await expectGoodLooks(page);
  await page.getByRole("button", { name: "Submit" }).click();
  const row = page.getByRole("row", { name: trigger });
  await expect(row).toContainText("Feedback modified: Status becomes “Closed”");
  await expect(row).toContainText("never");
  await expectAccessible(page);

  await submitBug(page, title);
  const ticket = page.url();
  await setStatus(page, "Open");
  const timeline = page.getByRole("list", { name: "What happened to this ticket" });
  await expect(async () => {
    await page.goto(ticket);
    await expect(timeline).toContainText("Status became “Open”, not “Closed”.", { timeout: 1_000 });
  }).toPass();
  await setStatus(page, "Closed");
  await expect(async () => {
    await page.goto(ticket);
    await expect(timeline).toContainText("Status went from Open to Closed.", { timeout: 1_000 });
  }).toPass();
  await page
    .getByRole("listitem")
    .filter({ hasText: `Trigger ${trigger} Ran` })
    .getByRole("link", { name: macro })
    .click();
  await expect(page.getByText(trigger).first()).toBeVisible();
  await page.getByRole("link", { name: "What led to what" }).click();
  const chain = page.getByRole("list", { name: "What happened in this chain" });
  await expect(chain).toContainText(`Run of ${macro} on BUG-`);
  await expect(chain).toContainText(`Started by trigger “${trigger}”`);
  await expectGoodLooks(page);

  await page.goto(automation);
  await row.getByRole("button", { name: `Actions for ${trigger}` }).click();
  await page.getByRole("menuitem", { name: "Switch off" }).click();
  await expect(row).toContainText("Off");
  await row.getByRole("link", { name: trigger }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete trigger" }).click();
  await expect(page.getByText("Trigger deleted")).toBeVisible();
  await expect(row).toHaveCount(0);
});
