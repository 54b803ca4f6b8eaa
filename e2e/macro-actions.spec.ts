import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { expect, test } from "./support/fixtures";
import { named } from "./support/macros";

const bugs = "/projects/aurora/configuration/feedback-types/bug-report/resources";
/** A ticket that no other test writes to. */
const ticket = "BUG-27";

async function addAction(page: Page, kind: string): Promise<void> {
  await page.getByRole("button", { name: "Add another action" }).click();
  await page.getByRole("menuitem", { name: kind, exact: true }).click();
}

async function choose(page: Page, card: string, field: string, option: string): Promise<void> {
  await page.getByRole("region", { name: card, exact: true }).getByRole("combobox", { name: field }).click();
  await page.getByRole("option", { name: option }).click();
}

test("a macro with a team, a rank and a resolution is built, run on a ticket, and says what it did", async ({ as }) => {
  const page = await as("manager");
  const [rank, team, name] = [named("Bug hunter"), named("Finders"), named("Thank and close")];

  await page.goto("/projects/aurora/configuration");
  await page.getByRole("link", { name: "Open score ranks" }).click();
  await expect(page.getByRole("heading", { name: "Score ranks", level: 1 })).toBeVisible();
  await page.getByRole("textbox", { name: "Name" }).fill(rank);
  await page.getByRole("textbox", { name: "Points" }).fill("25");
  await page.getByRole("button", { name: "Add rank" }).click();
  const ranked = page.getByRole("row", { name: rank });
  await expect(ranked).toContainText("+25");
  await ranked.getByRole("button", { name: `Change ${rank}` }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Points" }).fill("30");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(ranked).toContainText("+30");

  await page.goto("/projects/aurora/users/teams");
  await page.getByRole("textbox", { name: "Name" }).fill(team);
  await page.getByRole("button", { name: "Create team" }).click();
  await expect(page.getByRole("link", { name: team })).toBeVisible();

  await page.goto(`${bugs}/new`);
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await addAction(page, "Set resolution");
  await choose(page, "Set resolution", "Resolution", "Fixed");
  await addAction(page, "Add points");
  await choose(page, "Add points", "Rank", `${rank} (+30)`);
  await expect(page.getByRole("textbox", { name: "Points", exact: true })).toHaveCount(0);
  await page.getByRole("textbox", { name: "Points at most per day" }).fill("30");
  await addAction(page, "Add to team");
  await choose(page, "Add to team", "Team", team);
  await page.getByRole("checkbox", { name: "Show as feedback action" }).check();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();

  await page.goto(`/projects/aurora/feedback/bug-report/${ticket}`);
  await page.getByRole("button", { name }).click();
  await page.getByRole("link", { name: "See the run" }).click();
  const results = page.getByRole("table", { name: "Result per record" });
  await expect(results).toContainText("Now “Fixed”.");
  await expect(results).toContainText(`Added to “${team}”.`);
  await expect(results).toContainText("+30");

  await page.goto(`/projects/aurora/feedback/bug-report/${ticket}`);
  await page.getByRole("button", { name }).click();
  await page.getByRole("link", { name: "See the run" }).click();
  await expect(results).toContainText("Nothing given: 30 of 30 points of today were given already.");

  await page.goto("/projects/aurora/configuration/score-ranks");
  await page.getByRole("button", { name: `Delete ${rank}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete rank" }).click();
  await expect(page.getByText(`Used by the macro “${name}”.`)).toBeVisible();
});

test("a macro that deletes users asks first, and says that it cannot be taken back", async ({ as }) => {
  const page = await as("manager");
  await page.goto("/projects/aurora/users/resources/new");
  await page.getByRole("button", { name: "Add another action" }).click();
  await expect(page.getByRole("menuitem", { name: "Remove from project" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "Delete the user" })).toHaveCount(0);

  await page.goto("/community/users/resources/new");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(named("Goodbye"));
  await addAction(page, "Delete the user");
  await expect(page.getByRole("region", { name: "Delete the user" })).toContainText("This cannot be undone");
  const confirm = page.getByRole("checkbox", { name: "Ask for confirmation" });
  await expect(confirm).toBeChecked();
  await confirm.uncheck();
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "One thing to correct" })).toContainText(
    "the macro has to ask first",
  );
});
