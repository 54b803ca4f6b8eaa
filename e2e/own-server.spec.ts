import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { Client } from "pg";
import { z } from "zod";
import { passingFolder } from "@/lib/testing/passing-folder";
import { expectAccessible } from "./support/accessible";
import { freePort, processesOn, startFieldpost, type Fieldpost } from "./support/fieldpost";
import { expect, test } from "./support/fixtures";
import { newUserMacro, runOnTester } from "./support/macros";
import { choose, rowsOf } from "./support/records";

// What the other specs cannot bear on their server: the sample comes and goes, and a worker is killed.
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
  // A step that waits in vain is named long before the test is out of time.
  page.setDefaultTimeout(30_000);
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

test("a delivery whose end nobody saw is held: it is marked as delivered, or given up", async ({ receiver }) => {
  const target = await receiver({ kind: "stall" });
  const name = "Ship a present";
  await newUserMacro(page, name, `${target.origin}/order`);
  await page.getByRole("button", { name: "Advanced" }).click();
  await page.getByRole("textbox", { name: "Timeout" }).fill("30");
  await choose(page, "On unknown outcome", "Hold: wait for a person to decide");
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByText("Macro saved")).toBeVisible();
  const log = `${page.url().replace(/\?.*$/, "")}/log`;
  await runOnTester(page, name);
  await target.received(1);
  await page.getByRole("button", { name }).click();
  await target.received(2);
  await whileAFileIsWritten(killWorker);

  await expect(async () => {
    await page.goto(log);
    await expect(rowsOf(page).filter({ hasText: "Held for you" })).toHaveCount(2, { timeout: 3_000 });
  }).toPass({ timeout: 120_000 });
  const openHeld = () => rowsOf(page).filter({ hasText: "Held for you" }).first().getByRole("link").first().click();
  await openHeld();
  await expect(page.getByRole("main")).toContainText("The worker stopped before the answer was seen.");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Mark as delivered" }).click();
  await expect(page.getByText("Marked as delivered", { exact: true })).toBeVisible();
  await expect(page.getByText("Delivered · end not seen")).toBeVisible();
  await expect(page.getByRole("button", { name: "Give up" })).toHaveCount(0);

  await page.goto(log);
  await openHeld();
  await page.getByRole("button", { name: "Give up" }).click();
  await expect(page.getByText("Failed · end not seen")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Given up by");
  expect(target.requests).toHaveLength(2);
});

test("a file that was being written when the worker was killed is begun again, and whole", async () => {
  await page.goto("/files");
  const file = page.getByRole("row").filter({ hasText: /^.*aurora-.*\.xlsx/ });
  await expect(file).toContainText("Ready", { timeout: 60_000 });
  const tickets = await inDatabase((database) =>
    database.query("select 1 from feedback f join feedback_type t on t.id = f.type_id where t.key = 'bug-report'"),
  );
  await expect(file).toContainText(`${tickets.rowCount?.toLocaleString("en")} rows`);
  const attempts = await inDatabase((database) => database.query("select attempt from export_file"));
  expect(attempts.rows).toEqual([{ attempt: 2 }]);
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

/** Exports the tickets, which are kept from the worker until `act` is done, so that it is in the middle of them. */
async function whileAFileIsWritten(act: () => void): Promise<void> {
  await page.goto("/projects/aurora/feedback/bug-report");
  await page.getByRole("button", { name: "Export" }).click();
  await inDatabase(async (database) => {
    await database.query("begin; lock table feedback in access exclusive mode");
    await page.getByRole("menuitem", { name: "Excel (XLSX)" }).click();
    const underWay = () => database.query("select 1 from export_file where state = 'running'");
    await expect.poll(async () => (await underWay()).rowCount).toBe(1);
    act();
    await database.query("rollback");
  });
}

async function inDatabase<T>(ask: (database: Client) => Promise<T>): Promise<T> {
  const access = z.object({ port: z.number(), password: z.string() });
  const { port, password } = access.parse(JSON.parse(readFileSync(path.join(folder, "data", "postgres.json"), "utf8")));
  const database = new Client({ host: "127.0.0.1", port, user: "fieldpost", password, database: "fieldpost" });
  await database.connect();
  try {
    return await ask(database);
  } finally {
    await database.end();
  }
}

/** As when the machine's memory runs out: no signal that it could answer. */
function killWorker(): void {
  const found = processesOn(path.join(folder, "data")).filter(({ command }) =>
    command.includes("fieldpost/worker.mjs"),
  );
  const [worker] = found;
  if (!worker || found.length > 1) throw new Error(`Which worker? ${found.map(({ command }) => command).join(" | ")}`);
  process.kill(worker.pid, "SIGKILL");
}
