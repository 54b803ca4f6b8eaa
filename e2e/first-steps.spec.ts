import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { passingFolder } from "@/lib/testing/passing-folder";
import { adminOn } from "./support/admin";
import { freePort, startFieldpost, type Fieldpost } from "./support/fieldpost";

let folder: string;
let own: { PORT: string; DATA_DIR: string; SAMPLE: string };
let server: Fieldpost;

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(passingFolder(), "fieldpost-first-"));
  own = { PORT: await freePort(), DATA_DIR: path.join(folder, "data"), SAMPLE: "off" };
  server = startFieldpost(own);
  await server.ready;
});

test.afterAll(async () => {
  server.signal("SIGTERM");
  await server.exited;
  rmSync(folder, { recursive: true, force: true });
});

test("an empty installation asks for its first person, and integrations say what they wait for", async ({ page }) => {
  await page.goto(server.origin);
  await page.getByRole("textbox", { name: "Name of your community" }).fill("Acme Beta");
  await page.getByRole("textbox", { name: "E-mail" }).fill("first@example.com");
  await page.getByRole("textbox", { name: "Password" }).fill("first person's own");
  await page.getByRole("button", { name: "Create account and sign in" }).click();
  await page.getByRole("link", { name: "New project" }).first().click();
  await page.getByRole("textbox", { name: "Name" }).fill("Borealis");
  await page.getByRole("button", { name: "Create project" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Borealis" })).toBeVisible();

  // Hidden until there is a usable API key, with the way to one.
  await page.goto(`${server.origin}/projects/borealis/users/resources/new`);
  await expect(page.getByText("An API key is needed first")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Trigger webhooks" })).toHaveCount(0);
  await page.goto(`${server.origin}/projects/borealis/users/automation`);
  await page.getByRole("link", { name: "Create an API key" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("CRM");
  await page.getByRole("button", { name: "Create API key" }).click();
  await page.getByRole("button", { name: "I have copied it" }).click();
  await page.goto(`${server.origin}/projects/borealis/users/resources/new`);
  await expect(page.getByRole("checkbox", { name: "Trigger webhooks" })).toBeVisible();

  await createListener(page);
  const url = await endpoint("beta-crm");
  expect((await page.request.post(url, { data: { stage: "won" } })).status()).toBe(200);

  // One switch for all of it.
  await setIntegrations(page, false);
  await page.goto(`${server.origin}/projects/borealis/users/automation`);
  await expect(page.getByText("Enhanced integrations are switched off")).toBeVisible();
  const refused = await page.request.post(url, { data: { stage: "lost" } });
  expect([refused.status(), await refused.json()]).toEqual([404, expect.objectContaining({ error: "listener_off" })]);
  await setIntegrations(page, true);
  expect((await page.request.post(url, { data: { stage: "lost" } })).status()).toBe(200);
});

async function createListener(page: Page): Promise<void> {
  await page.goto(`${server.origin}/community/users/automation`);
  await page.getByRole("link", { name: "Create an external listener" }).first().click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Beta CRM");
  await page.getByRole("radio", { name: "External data" }).check();
  await page.getByRole("textbox", { name: "Data Group Label" }).fill("CRM");
  await page.getByRole("textbox", { name: "Label of field 1" }).fill("Stage");
  await page.getByRole("textbox", { name: "Parameter of field 1" }).fill("stage");
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Beta CRM" })).toBeVisible();
}

async function endpoint(key: string): Promise<string> {
  const listeners = JSON.parse(await adminOn(own, "listener", "list", "--json")) as { key: string; url: string }[];
  const url = listeners.find((each) => each.key === key)?.url ?? "";
  expect(url).toContain(`${server.origin}/api/listeners/${key}/VALUE?token=`);
  return url.replace("VALUE", "first%40example.com");
}

async function setIntegrations(page: Page, on: boolean): Promise<void> {
  await page.goto(`${server.origin}/community/settings`);
  await page.getByRole("switch", { name: "Enhanced integrations" }).setChecked(on);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Settings saved")).toBeVisible();
}
