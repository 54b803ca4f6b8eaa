import type { Page } from "@playwright/test";
import { admin } from "./support/admin";
import { expectAccessible } from "./support/accessible";
import { expect, test } from "./support/fixtures";
import { submitBug } from "./support/records";

const unique = () =>
  Math.random()
    .toString(36)
    .replace(/[^a-z]/g, "")
    .slice(0, 6);

/** A project of its own for a test, as the form makes it. */
async function newProject(page: Page, name: string): Promise<string> {
  await page.goto("/");
  await page.getByRole("link", { name: "New project" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("textbox", { name: "Description" }).fill("A programme of one test.");
  await page.getByRole("button", { name: "Create project" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return new URL(page.url()).pathname;
}

test("a project begins empty and ends with a closed ticket that was talked about", async ({ as }) => {
  const page = await as("manager");
  const name = `Orbit ${unique()}`;
  const base = await newProject(page, name);
  await expect(page.getByText("No feedback types yet")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("link", { name: "New feedback type" }).click();
  await page.getByRole("textbox", { name: "Name" }).first().fill("Crash");
  await expect(page.getByRole("textbox", { name: "Key" }).first()).toHaveValue("crash");
  await page.getByRole("textbox", { name: "Prefix" }).fill("CRASH");
  await page.getByRole("button", { name: "Add a field" }).click();
  const field = page.getByRole("group", { name: /^Field 2/ });
  await field.getByRole("textbox", { name: "Label" }).fill("App version");
  await expect(field.getByRole("textbox", { name: "Key" })).toHaveValue("app_version");
  await page.getByRole("button", { name: "Move up: App version" }).click();
  await expect(page.getByRole("group", { name: "Field 1: App version" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create feedback type" }).click();
  await expect(page.getByRole("row", { name: /Crash/ })).toContainText("CRASH-1");
  await expect(page.getByRole("link", { name: "Modify Crash" })).toBeVisible();

  await page.goto(`${base}/feedback/crash/new`);
  await page.getByRole("textbox", { name: "Title" }).fill("Falls over at start");
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByRole("button", { name: "Description is needed." })).toBeVisible();
  await page.getByRole("textbox", { name: "Description" }).fill("Always.");
  await page.getByRole("textbox", { name: "App version" }).fill("2.1");
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("CRASH-1 Falls over at start");

  await page.getByRole("textbox", { name: "Write a comment" }).fill("Seen on two machines.");
  await page.getByRole("button", { name: "Add comment" }).click();
  const timeline = page.getByRole("list", { name: "What happened to this ticket" });
  await expect(timeline).toContainText("Seen on two machines.");
  await page.getByRole("combobox", { name: "Status" }).selectOption({ label: "Closed" });
  await expect(timeline).toContainText("Status: New → Closed");
  await page.reload();
  await expect(page.getByRole("combobox", { name: "Status" })).toHaveValue("closed");

  await page.goto(base);
  await page.getByRole("list", { name: "Crash by status" }).getByRole("link", { name: "Closed 1" }).click();
  await expect(page.getByRole("link", { name: "CRASH-1" })).toBeVisible();
  await page.goto(base);
  await page.getByRole("list", { name: "Crash by status" }).getByRole("link", { name: "New 0" }).click();
  await expect(page.getByRole("link", { name: "CRASH-1" })).toBeHidden();
});

test("members get roles, and the last project manager stays one", async ({ as, allowErrors }) => {
  allowErrors(/status of 404/);
  const page = await as("manager");
  const base = await newProject(page, `Comet ${unique()}`);
  await page.getByRole("link", { name: "Members and roles" }).click();
  await page.getByRole("textbox", { name: "E-mail address or username" }).fill("nobody@example.com");
  await page.getByRole("button", { name: "Add member" }).click();
  await expect(
    page
      .getByRole("alert")
      .filter({ hasText: "No active account has the e-mail address “nobody@example.com”" })
      .first(),
  ).toBeVisible();
  await page.getByRole("textbox", { name: "E-mail address or username" }).fill("support@example.com");
  await page.getByRole("button", { name: "Add member" }).click();
  const support = page.getByRole("row", { name: /support@example.com/ });
  await expect(support.getByRole("combobox")).toHaveValue("participant");
  await support.getByRole("combobox").selectOption({ label: "Observer" });
  await expect(support.getByRole("combobox")).toHaveValue("observer");
  await expectAccessible(page);

  const manager = page.getByRole("row", { name: /manager@example.com/ });
  await manager.getByRole("combobox").selectOption({ label: "Support" });
  await page.getByRole("button", { name: "Change my role" }).click();
  await expect(manager).toContainText("This is the last project manager. Make someone else project manager first.");
  await manager.getByRole("button", { name: "Remove manager" }).click();
  await page.getByRole("button", { name: "Remove member" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "This is the last project manager." }).last()).toBeVisible();
  await expect(manager.getByRole("combobox")).toHaveValue("manager");

  await support.getByRole("button", { name: "Remove support" }).click();
  await page.getByRole("button", { name: "Remove member" }).click();
  await expect(support).toBeHidden();
  const removed = await as("support");
  const response = await removed.goto(base);
  await expect(
    removed.getByRole("heading", { name: /^(There is nothing at this address|This page does not exist)$/ }),
  ).toBeVisible();
  expect(response?.status()).toBeLessThan(500);
});

test.describe("what testers do not see", () => {
  test.beforeEach(({ allowErrors }) => allowErrors(/status of 40[34]/));

  test("a favorite shows on the ticket to staff, and neither it nor a note to its submitter", async ({ as }) => {
    const tester = await as("participant");
    const path = await submitBug(tester, `The export stops ${unique()}`);

    const staff = await as("support");
    await staff.goto(path);
    await staff.getByText("Note for staff").click();
    await staff.getByRole("textbox", { name: "Write a note" }).fill("Known to the export team.");
    await staff.getByRole("button", { name: "Add note" }).click();
    await expect(staff.getByRole("list", { name: "What happened to this ticket" })).toContainText(
      "Known to the export",
    );
    const manager = await as("manager");
    await manager.goto(path);
    // A click before the page is alive does nothing.
    await expect(async () => {
      await manager.getByRole("button", { name: "Send to Jira" }).click();
      await expect(manager.getByText(/Started on/).first()).toBeVisible({ timeout: 3_000 });
    }).toPass();
    await expect(async () => {
      await staff.reload();
      await expect(staff.getByText(/Captured by/).first()).toBeVisible({ timeout: 3_000 });
    }).toPass();
    await expect(staff.getByRole("heading", { name: "Favorite external data" })).toBeVisible();
    await expect(staff.getByText("Jira · Jira key")).toBeVisible();
    await expectAccessible(staff);

    await tester.goto(path);
    await expect(tester.getByRole("heading", { level: 1 })).toContainText("The export stops");
    for (const text of ["Favorite external data", "Jira · Jira key", "Known to the export team.", "Macro webhook log"])
      await expect(tester.getByText(text)).toHaveCount(0);
    await expect(tester.getByRole("combobox", { name: "Status" })).toHaveCount(0);
    await expectAccessible(tester);
  });

  test("a tester works from the project home, without lists", async ({ as }) => {
    const page = await as("participant");
    const title = `Boards flicker ${unique()}`;
    await submitBug(page, title);
    await page.goto("/projects/aurora");
    await expect(page.getByRole("region", { name: "Your tickets, scrollable" })).toContainText(title);
    await expect(page.getByRole("link", { name: "Submit: Idea" })).toBeVisible();
    const rail = page.getByRole("navigation", { name: "Main" });
    await expect(rail.getByRole("link", { name: "Bug report" })).toBeVisible();
    await expect(rail.getByText(/^(Management|Community tools|Users|Logs|External data)$/)).toHaveCount(0);
    await expectAccessible(page);
    await page.getByRole("link", { name: new RegExp(title) }).click();
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    await page.getByRole("textbox", { name: "Title" }).fill(`${title}, at night too`);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Ticket saved")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(`${title}, at night too`);
    await page.getByRole("textbox", { name: "Write a comment" }).fill("Only in dark mode.");
    await page.getByRole("button", { name: "Add comment" }).click();
    const happened = page.getByRole("list", { name: "What happened to this ticket" });
    await expect(happened).toContainText("Only in dark mode.");
    await page.goto("/projects/aurora/feedback/bug-report");
    const another = page.getByRole("row").filter({ hasText: "Another tester" }).first();
    await another.getByRole("link").click();
    await expect(page.getByRole("textbox", { name: "Write a comment" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Edit", exact: true })).toHaveCount(0);
    await page.goto("/projects/aurora");
    await page.getByRole("link", { name: "Bug report", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Bug report" })).toBeVisible();
    await expect(page.getByText("Perform action")).toHaveCount(0);
    await page.goto("/projects/aurora/users");
    await expect(page.getByRole("heading", { name: "You do not have access to this" })).toBeVisible();
  });
});

test("a user's summary shows favorites with their source, and takes a comment", async ({ as }) => {
  const page = await as("support");
  await page.goto("/projects/aurora/users?q=noor.petrov300");
  await page.getByRole("link", { name: "noor.petrov300" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Noor Petrov" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Favorite external data" })).toBeVisible();
  await expect(page.getByText("CRM · Plan")).toBeVisible();
  await expect(page.getByText(/From the listener|Captured by|Imported/).first()).toBeVisible();
  const text = `Rang back ${unique()}`;
  await page.getByRole("textbox", { name: "Comment on this user" }).fill(text);
  await page.getByRole("button", { name: "Add comment" }).click();
  await expect(page.getByRole("list", { name: "What happened to this user" })).toContainText(text);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Macro webhook log" }).click();
  await expect(page).toHaveURL(/\/projects\/aurora\/logs\?record=/);
});

test("accounts are made, changed and switched off; the last community manager is not", async ({ as }) => {
  const page = await as("manager");
  const name = `zoe${unique()}`;
  await page.goto("/community/users/new?role=community_manager");
  await expect(page.getByRole("radio", { name: "Community manager" })).toBeChecked();
  await page.getByRole("radio", { name: "Member" }).check();
  await page.getByRole("textbox", { name: "E-mail" }).fill(`${name}@example.com`);
  await page.getByRole("textbox", { name: "First name" }).fill("Zoë");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create user" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Zoë" })).toBeVisible();
  await page.getByRole("link", { name: "Edit account" }).click();
  await page.getByRole("radio", { name: "Disabled" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Account saved")).toBeVisible();
  await expect(page.getByText("Disabled")).toBeVisible();
  await expect(
    admin("user", "create", "--email", `${name}@example.com`, "--password", "long-enough-word"),
  ).rejects.toThrow();
});

test("resolutions of a feedback type are added, renamed and removed; one that tickets have stays", async ({ as }) => {
  const page = await as("manager");
  const types = "/projects/aurora/configuration/feedback-types";
  const name = `Parked ${Math.random().toString(36).slice(2, 8)}`;
  await page.goto(`${types}/bug-report`);
  const resolutions = page.getByRole("group", { name: /^Resolution \d/ });
  await page.getByRole("button", { name: "Remove: Fixed" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "have this resolution" })).toContainText(
    /^\d+ tickets have this resolution\. Give them another resolution before you remove it\.$/,
  );
  await page.getByRole("button", { name: "Add a resolution" }).click();
  await resolutions.last().getByRole("textbox", { name: "Name" }).fill("Parked for now");
  await resolutions.last().getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("button", { name: `Move up: ${name}` }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Feedback type saved")).toBeVisible();

  await page.goto("/projects/aurora/feedback/bug-report/BUG-1");
  await expect(page.getByRole("combobox", { name: "Resolution" }).getByRole("option", { name })).toBeAttached();

  await page.goto(`${types}/bug-report`);
  await page.getByRole("button", { name: `Remove: ${name}` }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Feedback type saved")).toBeVisible();
  await page.goto(`${types}/bug-report`);
  await expect(resolutions.first()).toBeVisible();
  await expect(page.getByRole("button", { name: `Remove: ${name}` })).toHaveCount(0);
});
