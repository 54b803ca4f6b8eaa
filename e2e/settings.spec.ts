import { expectAccessible } from "./support/accessible";
import { expect, test } from "./support/fixtures";

test("the community's settings are saved, and a wrong value is named", async ({ as }) => {
  const page = await as("manager");
  await page.goto("/community/settings");
  await expectAccessible(page);
  await expect(page.getByText(/In use now: http:\/\/localhost:\d+/)).toBeVisible();
  const days = page.getByRole("textbox", { name: "Keep receipts" });
  const name = page.getByRole("textbox", { name: "Community name" });
  const before = await name.inputValue();
  await name.fill("");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Give the community a name." }).first()).toBeVisible();
  await name.fill(before);
  await days.fill("31");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Settings saved")).toBeVisible();
  await page.reload();
  await expect(days).toHaveValue("31 days");
});

test("settings say what the operator has set: no mail server, and which private addresses may be called", async ({
  as,
}) => {
  const page = await as("manager");
  await page.goto("/community/settings");
  await expect(page.getByText("Mail is kept")).toBeVisible();
  await expect(page.getByText("127.0.0.1/32")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Mailbox", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Mailbox" })).toBeVisible();
  await expect(page.getByText("No mail server is set")).toBeVisible();
  await expectAccessible(page);
});

test("the sample does not go while nobody else could manage the community, and the way out is one click", async ({
  as,
}) => {
  const page = await as("manager");
  await page.goto("/community/settings");
  await expect(page.getByText("Create a community manager of your own first")).toBeVisible();
  await expect(page.getByRole("button", { name: "Remove the sample programme" })).toHaveCount(0);
  await page.getByRole("link", { name: "Create a community manager" }).click();
  await expect(page).toHaveURL(/\/community\/users\/new\?role=community_manager$/);
});

test("text fields take no typing before the page's scripts can keep it; a password manager finds its own at once", async ({
  browser,
  signedIn,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, storageState: await signedIn("manager") });
  const page = await context.newPage();
  await page.goto("/community/settings");
  await expect(page.getByRole("textbox", { name: "Community name" })).not.toBeEditable();
  await context.clearCookies();
  await page.goto("/login");
  await expect(page.getByRole("textbox", { name: /^E-mail/ })).toBeEditable();
  await expect(page.getByLabel("Password", { exact: true })).toBeEditable();
  await context.close();
});
