import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { passingFolder } from "@/lib/testing/passing-folder";
import { expectAccessible } from "./support/accessible";
import { freePort, startFieldpost, type Fieldpost } from "./support/fieldpost";
import { expect, test } from "./support/fixtures";
import { rowsOf } from "./support/records";

// What the other specs cannot bear on their server: the sample comes and goes.
test.describe.configure({ mode: "serial", timeout: 240_000 });

const owner = { email: "owner@example.org", password: "a good long password" };
let folder: string;
let server: Fieldpost;
let page: Page;

test.beforeAll(async ({ browser }) => {
  folder = mkdtempSync(path.join(passingFolder(), "fieldpost-own-"));
  server = startFieldpost({
    PORT: await freePort(),
    DATA_DIR: path.join(folder, "data"),
    SAMPLE: "off",
    OUTBOUND_ALLOW: "127.0.0.1/32",
    ADMIN_EMAIL: owner.email,
    ADMIN_PASSWORD: owner.password,
  });
  await server.ready;
  const context = await browser.newContext({ baseURL: server.origin });
  page = await context.newPage();
  await page.goto("/login");
  await page.getByLabel("E-mail or username").fill(owner.email);
  await page.getByLabel("Password", { exact: true }).fill(owner.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "No projects yet" })).toBeVisible();
});

test.afterAll(async () => {
  await page.context().close();
  server.signal("SIGTERM");
  await server.exited;
  rmSync(folder, { recursive: true, force: true });
});

test("the sample programme is loaded from Settings, with the password of its accounts", async () => {
  await page.goto("/community/settings");
  await page.getByRole("button", { name: "Load the sample programme" }).click();
  await expect(page.getByText("Sample programme loaded")).toBeVisible({ timeout: 180_000 });
  await expect(page.getByRole("group", { name: /^Password of its accounts/ })).toContainText(/\S{12}/);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Open Aurora" }).click();
  await expect(page.getByRole("heading", { name: "Project users", level: 1 })).toBeVisible();
  await expect(rowsOf(page)).toHaveCount(50);
});

test("the sample programme is removed from Settings, and its owner stays signed in", async () => {
  await page.goto("/community/settings");
  await page.getByRole("button", { name: "Remove the sample programme" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove the sample programme" }).click();
  await expect(page.getByRole("heading", { name: "No projects yet" })).toBeVisible({ timeout: 120_000 });
  const gone = await page.goto("/projects/aurora");
  expect(gone?.status()).toBe(404);
  await page.goto("/community/settings");
  await expect(page.getByRole("button", { name: "Load the sample programme" })).toBeVisible();
});
