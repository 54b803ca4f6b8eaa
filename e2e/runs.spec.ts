import { expectAccessible } from "./support/accessible";
import { expect, test } from "./support/fixtures";
import { named, newUserMacro, runOnTester } from "./support/macros";

test("what runs is seen from every screen, leads to its run, and says how it ended before it goes", async ({
  as,
  receiver,
}) => {
  const page = await as("manager");
  const target = await receiver({ kind: "answer", status: 503, headers: { "retry-after": "600" } });
  const name = named("Ask later");
  await newUserMacro(page, name, `${target.origin}/later`);
  await runOnTester(page, name);
  await expect(page.getByText("Started on")).toBeVisible();
  await target.received(1);

  await page.goto("/account");
  const tray = page.getByRole("button", { name: /^Jobs: \d+ running$/ });
  await tray.click();
  const job = page.getByRole("dialog", { name: "Jobs" }).getByRole("listitem").filter({ hasText: name });
  await expect(job).toContainText("Waiting for webhook");
  await expect(job).toContainText("Aurora · started by");
  await expect(job.getByRole("progressbar", { name: `Progress of ${name}` })).toBeVisible();
  await expectAccessible(page);
  await job.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { name: `Run of ${name}`, level: 1 })).toBeVisible();

  await page.getByRole("button", { name: "Cancel run" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel run" }).click();
  await page.getByRole("button", { name: /^Jobs: / }).click();
  await expect(job).toContainText("Cancelled");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: /^Jobs: / })).toBeFocused();
});

test("a participant has no tray", async ({ as }) => {
  const page = await as("participant");
  await page.goto("/projects/aurora");
  await expect(page.getByRole("heading", { name: "Aurora", level: 1 })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Jobs: / })).toHaveCount(0);
});

test("a run that gave points is undone on its page, once", async ({ as }) => {
  const page = await as("manager");
  const name = named("Thank");
  await page.goto("/projects/aurora/users/resources/new");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await page.getByRole("button", { name: "Add another action" }).click();
  await page.getByRole("menuitem", { name: "Add points" }).click();
  await page.getByRole("textbox", { name: "Points", exact: true }).fill("7");
  await page.getByRole("checkbox", { name: "Show as user action" }).check();
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await runOnTester(page, name);
  await page.getByRole("link", { name: "See the run" }).click();
  const results = page.getByRole("table", { name: "Result per record" });
  await expect(results).toContainText("Done");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Undo run" }).click();
  await expect(page.getByText(/^by .*: 1 taken back$/)).toBeVisible();
  await expect(results).toContainText("+7 · Undone");
  await expect(page.getByRole("button", { name: "Undo", exact: true })).toHaveCount(0);
});
