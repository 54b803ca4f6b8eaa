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
