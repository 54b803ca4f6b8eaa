import { expectAccessible } from "./support/accessible";
import { expect, test } from "./support/fixtures";

const tester = "noor.petrov300";

test("an e-mail of a macro rests in the Mailbox, where it is read and never run", async ({ as }) => {
  const page = await as("manager");
  const id = Math.random().toString(36).slice(2, 8);
  await page.goto("/projects/aurora/users/resources/new");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(`Write to the tester ${id}`);
  await page.getByRole("button", { name: "Add another action" }).click();
  await page.getByRole("menuitem", { name: "Send e-mail" }).click();
  await page.getByRole("textbox", { name: "Subject" }).fill(`Thank you ${id}, ((user.username))`);
  await page
    .getByRole("textbox", { name: "Text", exact: true })
    .fill("<b>Dear</b> <img src=x onerror=alert(1)> tester");
  await page.getByRole("checkbox", { name: "Show as user action" }).check();
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByText("Macro saved")).toBeVisible();
  await page.goto(`/projects/aurora/users?q=${tester}`);
  await page.getByRole("link", { name: tester }).click();
  await page.getByRole("button", { name: `Write to the tester ${id}` }).click();

  const subject = `Thank you ${id}, ${tester}`;
  await expect(async () => {
    await page.goto(`/community/mailbox?text=${id}`);
    await expect(page.getByRole("link", { name: subject })).toBeVisible({ timeout: 2_000 });
  }).toPass();
  const row = page.getByRole("row", { name: subject });
  await expect(row).toContainText("Kept");
  await expect(row).toContainText("Aurora");
  await page.getByRole("link", { name: subject }).click();
  await expect(page.getByRole("heading", { level: 1, name: subject })).toBeVisible();
  await expect(page.frameLocator("iframe[title='The mail']").getByText("<img src=x onerror=alert(1)>")).toBeVisible();
  await page.getByRole("link", { name: "Text", exact: true }).click();
  await expect(page.getByRole("region", { name: "Text of the mail" })).toContainText("<img src=x onerror=alert(1)>");
  await expectAccessible(page);
});

test("a search that finds no mail says so and leads back", async ({ as }) => {
  const page = await as("manager");
  await page.goto("/community/mailbox");
  await page.getByRole("textbox", { name: "Recipient or subject" }).fill("nobody@nowhere.test");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(page.getByRole("heading", { name: "No mail matches" })).toBeVisible();
  await page.getByRole("link", { name: "Show all mail" }).click();
  await expect(page).toHaveURL(/\/community\/mailbox$/);
});
