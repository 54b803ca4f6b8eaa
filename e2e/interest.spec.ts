import { expect, test } from "./support/fixtures";
import { submitBug } from "./support/records";

test("a tester votes for the ticket of another, follows it, and is told by mail what becomes of it", async ({ as }) => {
  const manager = await as("manager");
  const title = `Stalls at noon ${Date.now()}`;
  const path = await submitBug(manager, title);
  const id = path.split("/").pop() ?? "";

  const tester = await as("participant");
  await tester.goto("/projects/aurora/feedback/bug-report?order=votes");
  await tester.goto(path);
  const vote = tester.getByRole("button", { name: "Vote", exact: true });
  await expect(tester.getByText("0 votes")).toBeVisible();
  await vote.dblclick();
  await expect(tester.getByText("1 vote", { exact: true })).toBeVisible();
  await expect(vote).toHaveAttribute("aria-pressed", "true");
  await expect(tester.getByRole("button", { name: "Unfollow" })).toBeVisible();
  await expect(tester.getByText("Popularity")).toHaveCount(0);
  await expect(tester.getByRole("textbox", { name: "Duplicate of" })).toHaveCount(0);

  await manager.goto(path);
  await expect(manager.getByText("Popularity 2: 1 vote × 2")).toBeVisible();
  await expect(manager.getByRole("button", { name: "Vote", exact: true })).toBeDisabled();
  await expect(manager.getByText(`${id} is your own ticket.`)).toBeVisible();
  await manager.getByRole("combobox", { name: "Status" }).selectOption("Closed");
  await expect(manager.getByText("Status changed")).toBeVisible();
  await expect(async () => {
    await manager.goto(`/community/mailbox?text=${id}`);
    await expect(manager.getByRole("row", { name: `${title}: Status Closed` })).toContainText("participant");
  }).toPass();

  await tester.reload();
  await vote.click();
  await expect(tester.getByText("0 votes")).toBeVisible();
  await expect(tester.getByText(`${id} is closed. Only open tickets take votes.`)).toBeVisible();
  await tester.getByRole("button", { name: "Unfollow" }).click();
  await expect(tester.getByText("You do not follow this ticket.")).toBeVisible();
});

test("a ticket is marked as a duplicate of another, which shows it and counts it", async ({ as }) => {
  const page = await as("manager");
  const original = await submitBug(page, `Original ${Date.now()}`);
  const originalId = original.split("/").pop() ?? "";
  const duplicate = await submitBug(page, `Said again ${Date.now()}`);
  const named = page.getByRole("textbox", { name: "Duplicate of" });
  await named.fill("BUG-99999");
  await page.getByRole("button", { name: "Mark as duplicate" }).click();
  await expect(page.getByText("There is no ticket BUG-99999 in this project.").first()).toBeVisible();
  await named.fill(originalId.toLowerCase());
  await named.press("Enter");
  await expect(page.getByText("This ticket is a duplicate of")).toBeVisible();
  await page.getByRole("link", { name: new RegExp(`^${originalId} `) }).click();
  await expect(page.getByText("1 ticket says the same")).toBeVisible();
  await expect(page.getByText("Popularity 3: 1 duplicate × 3")).toBeVisible();
  await page.goto(duplicate);
  await page.getByRole("button", { name: "Not a duplicate" }).click();
  await expect(named).toBeVisible();
  await page.goto(original);
  await expect(page.getByText("Popularity 0")).toBeVisible();
});
