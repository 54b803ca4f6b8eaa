import { expectAccessible } from "./support/accessible";
import { expect, test } from "./support/fixtures";
import { named } from "./support/macros";
import { choose } from "./support/records";

test("a project starts from another, has its configuration, and gets an integration by a recipe", async ({ as }) => {
  const page = await as("manager");
  const name = named("Copied");
  await page.goto("/projects/new");
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await choose(page, "Start from", "Aurora");
  await page.getByRole("button", { name: "Create project" }).click();
  await expect(page.getByText("It has the whole configuration.")).toBeVisible();
  await expect(page.getByRole("table", { name: "Macros" })).toContainText("Send to Jira");
  await expectAccessible(page);

  await page.getByRole("link", { name: "Open the project" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const base = new URL(page.url()).pathname;
  await page.goto(`${base}/configuration/copy`);
  // By its role: while a page is still coming in, its words stand in it twice, once hidden.
  await page.getByRole("radiogroup", { name: "Where it comes from" }).getByText("A project or template").click();
  await choose(page, "Project", "Aurora");
  await page.getByRole("button", { name: "Check first" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Nothing has been changed yet" })).toContainText("0 new");

  await page.goto(`${base}/configuration/recipes`);
  await page.getByRole("link", { name: "Jira: two-way" }).click();
  await page.getByRole("button", { name: "Check first" }).click();
  await expect(page.getByText("Paste the API token.").first()).toBeVisible();
  await page.getByRole("textbox", { name: "Jira site" }).fill("https://jira.example.com");
  await page.getByRole("textbox", { name: "E-mail address of the Jira account" }).fill("you@example.com");
  await page.getByLabel("API token").fill("a-token-of-jira");
  await page.getByRole("textbox", { name: "Key of the Jira project" }).fill("BETA");
  await page.getByRole("button", { name: "Check first" }).click();
  await expect(page.getByRole("table", { name: "External listeners" })).toContainText("Jira status");
  await page.getByRole("button", { name: "Install" }).click();
  await expect(page.getByRole("heading", { name: "What to do on the other side" })).toBeVisible();
  // Aurora has a data group “Jira” and listeners of its own, so what is made here has a number.
  await expect(page.getByText(/\/api\/listeners\/jira-status-\d+\?token=/)).toBeVisible();
  await expect(page.getByText("a-token-of-jira")).toHaveCount(0);
  await expectAccessible(page);
});
