import { expectAccessible } from "./support/accessible";
import { expect, test } from "./support/fixtures";

test("somebody is invited, registers by the link and is in; the audit log tells it, and the link works once", async ({
  as,
  browser,
  baseURL,
}) => {
  const manager = await as("manager");
  const email = `ines${Math.random().toString(36).slice(2, 8)}@example.org`;
  await manager.goto("/projects/aurora/users/members");
  await manager.getByRole("link", { name: "Invite by mail" }).click();
  await manager.getByRole("textbox", { name: "E-mail addresses" }).fill(`${email}, participant@example.com`);
  await manager.getByRole("button", { name: "Invite", exact: true }).click();
  const results = manager.getByRole("table", { name: "What became of each address" });
  await expect(results.getByRole("row", { name: email })).toContainText("Invited");
  await expect(results.getByRole("row", { name: "participant@example.com" })).toContainText("Is in already");
  await expect(manager.getByRole("table", { name: "Open invitations" })).toContainText(email);

  await manager.goto(`/community/mailbox?text=${email}`);
  await manager.getByRole("link", { name: /^Invitation to Aurora/ }).click();
  await expect(manager.getByRole("heading", { level: 1, name: /^Invitation to Aurora/ })).toBeVisible();
  await manager.getByRole("link", { name: "Text", exact: true }).click();
  const text = await manager.getByRole("region", { name: "Text of the mail" }).innerText();
  const link = /\/invitation\/[\w-]+/.exec(text)?.[0] ?? "";
  const context = await browser.newContext({ baseURL: baseURL ?? "" });
  const guest = await context.newPage();
  await guest.goto(link);
  await expect(guest.getByRole("heading", { level: 1, name: "Join Aurora" })).toBeVisible();
  await expectAccessible(guest);
  await guest.getByRole("textbox", { name: "First name" }).fill("Inês");
  await guest.getByLabel(/^Password/).fill("long-enough-word");
  await guest.getByRole("button", { name: "Create account and join" }).click();
  await guest.waitForURL("/projects/aurora");
  await guest.goto(link);
  await expect(guest.getByRole("heading", { level: 1, name: "This invitation was accepted" })).toBeVisible();
  await context.close();

  await manager.goto(`/projects/aurora/audit?text=${email.split("@")[0]}&kind=member`);
  await expect(manager.getByRole("table", { name: "Audit log" })).toContainText("Member created");
  await expect(manager.getByRole("table", { name: "Audit log" })).toContainText("Invitation");
});
