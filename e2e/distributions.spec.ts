import { expectAccessible } from "./support/accessible";
import { expect, test } from "./support/fixtures";
import { named } from "./support/macros";

test("a report is sent to people without an account, by schedule and by hand, and each of them can end it", async ({
  as,
  browser,
}) => {
  const page = await as("manager");
  const [distribution, ceo] = [named("Mondays"), `${named("ceo").replace(/\W/g, "")}@example.com`];
  await page.goto("/projects/aurora/reports");
  await page.getByRole("link", { name: "Programme overview" }).click();
  const plans = page.getByRole("figure", { name: "Testers by plan" });
  await expect(plans).toContainText("Silver");
  await page.getByRole("button", { name: "Plan", exact: true }).click();
  const control = page.getByRole("dialog", { name: "Plan", exact: true });
  await control.getByRole("button", { name: "Apply" }).click();
  await expect(control.getByRole("alert")).toHaveText("Enter a value first.");
  await control.getByRole("textbox", { name: "Value" }).fill("Gold");
  await control.getByRole("button", { name: "Apply" }).click();
  await expect(plans).not.toContainText("Silver");
  const shown = (await plans.getByRole("img").getAttribute("aria-label")) ?? "";
  expect(shown).toMatch(/Gold \d+/);

  await page.getByRole("link", { name: "Distribution", exact: true }).click();
  await page.getByRole("link", { name: "E-mail this report" }).click();
  await page.getByRole("textbox", { name: "E-mail addresses" }).fill(ceo);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  // The page follows what is being made.
  await expect(page.getByRole("row", { name: ceo })).toContainText("Kept in the Mailbox", { timeout: 20_000 });

  await page.getByRole("link", { name: "Distribution", exact: true }).click();
  await page.getByRole("link", { name: "Create a distribution" }).click();
  await expect(page.getByRole("list", { name: "Next five runs" }).getByRole("listitem")).toHaveCount(5);
  await expectAccessible(page);
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(distribution);
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Choose a team, or give an e-mail address." })).toBeVisible();
  await page.getByRole("textbox", { name: "E-mail addresses" }).fill(`${ceo}, cfo@example.com`);
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByRole("row", { name: distribution })).toContainText("Active");

  await page.goto(`/community/mailbox?text=${ceo}`);
  await page.getByRole("row", { name: ceo }).getByRole("link").click();
  await expect(page.getByRole("link", { name: /\.pdf$/ })).toBeVisible();
  await expect(page.frameLocator("iframe[title='The mail']").getByRole("img", { name: shown })).toBeVisible();
  await page.getByRole("link", { name: "Text", exact: true }).click();
  const text = await page.getByRole("region", { name: "Text of the mail" }).innerText();
  // What the viewer narrowed the report to is what the others get, and are told.
  expect(text).toContain("Filter: CRM · Plan is Gold");
  const reader = await (await browser.newContext()).newPage();
  await reader.goto(/Get no more of these e-mails: (\S+)/.exec(text)?.[1] ?? "");
  await reader.getByRole("button", { name: "Get no more of these e-mails" }).click();
  await expect(reader.getByText("You get no more of these e-mails")).toBeVisible();
  await expectAccessible(reader);
  await reader.context().close();
});
