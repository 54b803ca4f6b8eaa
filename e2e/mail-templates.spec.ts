import { expectAccessible } from "./support/accessible";
import { expect, test } from "./support/fixtures";
import { named } from "./support/macros";

const list = "/projects/aurora/configuration/mail-templates";
/** A participant of the sample to whom no other test writes. */
const reader = "tomas.yilmaz156";

test("a template is written, sent by a macro, and its reader turns such mails off without signing in", async ({
  as,
  browser,
  baseURL,
}) => {
  const page = await as("manager");
  const [name, macro] = [named("Thanks"), named("Thank the tester")];
  await page.goto(`${list}/new?for=users`);
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await page.getByRole("textbox", { name: "Subject" }).fill(`${name}, ((user.usrname))`);
  await page.getByRole("textbox", { name: "Mail", exact: true }).fill("Dear **((user.username))**");
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByText("Did you mean ((user.username))?").first()).toBeVisible();
  await page.getByRole("textbox", { name: "Subject" }).fill(`${name}, ((user.username))`);
  await page.getByRole("textbox", { name: "Mail", exact: true }).press("ControlOrMeta+End");
  await page.getByRole("button", { name: "Button", exact: true }).click();
  await expect(page.getByText("The link “words of the button”: This host is not valid.")).toBeVisible();
  await page
    .getByRole("textbox", { name: "Mail", exact: true })
    .fill('Dear **((user.username))**\n\n[Look](https://example.com/((user.username)) "button")');
  await expect(page.frameLocator("iframe").locator("strong")).toBeVisible();
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByText("Template saved")).toBeVisible();
  await expect(page.getByText("No macro sends it yet.")).toBeVisible();

  await page.goto("/projects/aurora/users/resources/new");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(macro);
  await page.getByRole("button", { name: "Add another action" }).click();
  await page.getByRole("menuitem", { name: "Send e-mail" }).click();
  await page.getByRole("combobox", { name: "E-mail template" }).click();
  await page.getByRole("option", { name }).click();
  await page.getByRole("checkbox", { name: "Show as user action" }).check();
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByText("Macro saved")).toBeVisible();
  await page.goto(`/projects/aurora/users?q=${reader}`);
  await page.getByRole("link", { name: reader }).click();
  await page.getByRole("button", { name: macro }).click();

  const subject = `${name}, ${reader}`;
  await expect(async () => {
    await page.goto(`/community/mailbox?text=${encodeURIComponent(name)}`);
    await page.getByRole("link", { name: subject }).click({ timeout: 2_000 });
  }).toPass();
  await page.getByRole("link", { name: "Text", exact: true }).click();
  const text = page.getByRole("region", { name: "Text of the mail" });
  await expect(text).toContainText(`Look: https://example.com/${reader}`);
  const link = /\/unsubscribe\/[\w-]+/.exec(await text.innerText())?.[0] ?? "";

  const stranger = await (await browser.newContext({ baseURL })).newPage();
  await stranger.goto(link);
  await expectAccessible(stranger);
  await stranger.getByRole("button", { name: "Turn off these e-mails" }).click();
  await expect(stranger.getByText("These e-mails are turned off")).toBeVisible();
  await stranger.context().close();

  await page.goto(list);
  const row = page.getByRole("row", { name });
  await expect(row).toContainText(macro);
  await row.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete template" }).click();
  await expect(page.getByText(`The template is used by the macro “${macro}”.`)).toBeVisible();
});
