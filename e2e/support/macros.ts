import type { Page } from "@playwright/test";
import { expect } from "./fixtures";

/** A participant of the sample. */
export const tester = "noor.petrov300";

/** A name that no other test gives. */
export const named = (name: string) => `${name} ${Math.random().toString(36).slice(2, 8)}`;

/** A user macro of Aurora with one webhook, offered on users; leaves its page open. */
export async function newUserMacro(page: Page, name: string, url: string): Promise<void> {
  await page.goto("/projects/aurora/users/resources/new");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await page.getByRole("checkbox", { name: "Trigger webhooks" }).check();
  await page.getByRole("textbox", { name: "Web request URL" }).fill(url);
  await page.getByRole("textbox", { name: "JSON Body" }).fill('{ "who": "((user.username))" }');
  await page.getByRole("checkbox", { name: "Show as user action" }).check();
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByText("You've created your webhook.")).toBeVisible();
  // The form of the new macro stays for a moment, and what is opened or typed in it then is gone with it.
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
}

/** Runs an offered macro on one tester from the tester's summary. */
export async function runOnTester(page: Page, name: string): Promise<void> {
  await page.goto(`/projects/aurora/users?q=${tester}`);
  await page.getByRole("link", { name: tester }).click();
  await page.getByRole("button", { name }).click();
}
