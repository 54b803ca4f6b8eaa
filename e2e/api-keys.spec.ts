import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { expect, test } from "./support/fixtures";

const named = (name: string) => `${name} ${Math.random().toString(36).slice(2, 8)}`;

async function createKey(page: Page, name: string): Promise<string> {
  await page.goto("/community/api-keys");
  await page.getByRole("main").getByRole("link", { name: "Create an API key" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await page.getByRole("textbox", { name: "Prefix" }).fill("CRM");
  await page.getByRole("button", { name: "Create API key" }).click();
  const key = page.getByRole("group", { name: "API key" }).getByRole("code");
  await expect(key).toHaveText(/^fp_\w{8}_\w{32}_\w{6}$/);
  return key.innerText();
}

test("a key is shown once, with a warning, and stands in the list by its ends", async ({ as }) => {
  const page = await as("manager");
  const name = named("CRM");
  const key = await createKey(page, name);
  await expect(page.getByText("This is the only time the key is shown.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "I have copied it" }).click();
  const row = page.getByRole("row", { name });
  await expect(row).toContainText(`${key.slice(0, 11)}_…${key.slice(-4)}`);
  await expect(row).toContainText("Usable");
  await expect(page.getByText(key)).toHaveCount(0);
});

test("a key is rotated with an overlap, then revoked by typing its name", async ({ as }) => {
  const page = await as("manager");
  const name = named("Rotated");
  const key = await createKey(page, name);
  await page.getByRole("button", { name: "I have copied it" }).click();
  await page.getByRole("link", { name }).click();
  await page.getByRole("button", { name: "Rotate" }).click();
  const dialog = page.getByRole("dialog", { name: `Rotate ${name}` });
  await expect(dialog.getByRole("textbox", { name: "Days that the present key works on" })).toHaveValue("7");
  await dialog.getByRole("button", { name: "Rotate API key" }).click();
  await expect(dialog.getByRole("group", { name: "API key" }).getByRole("code")).not.toHaveText(key);
  await dialog.getByRole("button", { name: "I have copied it" }).click();
  await expect(page.getByText("Replaced, still works")).toBeVisible();
  await page.getByRole("button", { name: "Revoke" }).click();
  const revoke = page.getByRole("dialog", { name: `Revoke ${name}?` });
  await revoke.getByRole("textbox").fill(name);
  await revoke.getByRole("button", { name: "Revoke API key" }).click();
  await expect(page.getByText("Revoked", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete API key" }).click();
  await expect(page).toHaveURL("/community/api-keys");
  await expect(page.getByRole("row", { name })).toHaveCount(0);
});

test("switching off a key that listeners use names them first", async ({ as }) => {
  const page = await as("manager");
  await page.goto("/community/api-keys");
  await page.getByRole("link", { name: "Sample key" }).click();
  await page.getByRole("button", { name: "Switch off" }).click();
  const dialog = page.getByRole("dialog", { name: "Switch off Sample key?" });
  await expect(dialog).toContainText(/It is used by .*“App usage data”/);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("Usable", { exact: true })).toBeVisible();
});

test("an address that is none is refused at its field", async ({ as }) => {
  const page = await as("manager");
  await page.goto("/community/api-keys/new");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Wrong");
  await page.getByRole("textbox", { name: "IP addresses" }).fill("203.0.113.0/24\nsomewhere");
  await page.getByRole("button", { name: "Create API key" }).click();
  await expect(page.getByText("“somewhere” is no address.").first()).toBeVisible();
});

test("who is no community manager learns who can make a key", async ({ as, allowErrors }) => {
  allowErrors(/403/);
  const page = await as("support");
  await page.goto("/community/api-keys");
  await expect(page.getByText("API keys are made and changed by community managers")).toBeVisible();
});
