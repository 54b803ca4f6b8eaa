import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { passingFolder } from "@/lib/testing/passing-folder";
import { adminOn } from "./support/admin";
import { freePort, startFieldpost, type Fieldpost } from "./support/fieldpost";
import { startSignInProvider, type SignInProvider } from "./support/sign-in-provider";

// One server with single sign-on for all of them.
test.describe.configure({ mode: "serial" });

const secret = "the secret both sides know";
let folder: string;
let provider: SignInProvider;
let server: Fieldpost;

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(passingFolder(), "fieldpost-sso-"));
  const own = { PORT: await freePort(), DATA_DIR: path.join(folder, "data"), SAMPLE: "off" };
  const redirect = `http://localhost:${own.PORT}/api/auth/callback/oidc`;
  provider = await startSignInProvider({ id: "fieldpost", secret, redirect });
  server = startFieldpost({
    ...own,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: "fieldpost",
    OIDC_CLIENT_SECRET: secret,
    OIDC_NAME: "Example Ltd account",
    ADMIN_EMAIL: "mara@example.com",
    ADMIN_PASSWORD: "mara's own password",
  });
  await server.ready;
  await adminOn(own, "user", "create", "--email", "gone@example.com", "--password", "gone's own password");
  provider.people
    .set("mara", { email: "Mara@Example.com", email_verified: true, name: "Mara" })
    .set("gone", { email: "gone@example.com", email_verified: true })
    .set("stranger", { email: "stranger@example.com", email_verified: true })
    .set("unproven", { email: "mara@example.com", email_verified: false })
    .set("unsaid", { email: "mara@example.com" })
    .set("nameless", {});
});

test.afterAll(async () => {
  server.signal("SIGTERM");
  await server.exited;
  await provider.stop();
  rmSync(folder, { recursive: true, force: true });
});

test.afterEach(() => {
  if (test.info().status !== "passed") process.stdout.write(`${server.lines.slice(-20).join("\n")}\n`);
});

test("the account with the verified address is opened, on the page one wanted, and signing out ends it", async ({
  page,
}) => {
  await page.goto(`${server.origin}/community/users`);
  await signIn(page, "mara");
  await expect(page).toHaveURL(`${server.origin}/community/users`);
  await page.getByRole("button", { name: /^Account of/ }).click();
  await expect(page.getByRole("menu").getByText("mara@example.com")).toBeVisible();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(`${server.origin}/login`);
  await page.goto(`${server.origin}/community/users`);
  await expect(page.getByRole("heading", { name: "Sign in to Fieldpost" })).toBeVisible();
});

test("the session is listed with browser and address, as after signing in with a password", async ({ page }) => {
  await page.goto(`${server.origin}/account`);
  await signIn(page, "mara");
  await expect(page.getByText(/127\.0\.0\.1|::1/).first()).toBeVisible();
});

test("a disabled account stays closed", async ({ page, browser }) => {
  const manager = await (await browser.newContext()).newPage();
  await manager.goto(`${server.origin}/community/users`);
  await signIn(manager, "mara");
  await manager.getByRole("link", { name: "gone" }).first().click();
  await manager.getByRole("link", { name: "Edit" }).first().click();
  await manager.getByLabel("Disabled").check();
  await manager.getByRole("button", { name: "Save" }).click();
  await expect(manager.getByText("Account saved")).toBeVisible();
  await manager.context().close();
  await page.goto(`${server.origin}/login`);
  await signIn(page, "gone");
  await expectRefused(page, "Example Ltd account worked, but your account here is disabled.");
});

for (const { who, name, words } of [
  {
    who: "somebody without an account",
    name: "stranger",
    words: "no account here has that e-mail address. Ask a community manager to create it.",
  },
  {
    who: "an address said to be unverified",
    name: "unproven",
    words: "does not say that your e-mail address is verified. Verify it there, then try again.",
  },
  {
    who: "an address not said to be verified",
    name: "unsaid",
    words: "does not say that your e-mail address is verified. Verify it there, then try again.",
  },
  { who: "somebody without an address", name: "nameless", words: "did not tell us your e-mail address." },
]) {
  test(`${who} is refused, told why, and gets no session`, async ({ page }) => {
    await page.goto(`${server.origin}/login`);
    await signIn(page, name);
    await expectRefused(page, words);
  });
}

test("cancelled at the provider is said, and the password still works", async ({ page }) => {
  await page.goto(`${server.origin}/login`);
  await signIn(page, "");
  await expectRefused(page, "did not sign you in: it was cancelled or refused there.");
  expect(server.lines.at(-1)).toBe(
    `single sign-on with ${provider.issuer} failed: access_denied: The person cancelled.`,
  );
  await page.getByLabel("E-mail or username").fill("mara@example.com");
  await page.getByLabel("Password", { exact: true }).fill("mara's own password");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${server.origin}/`);
});

test("an answer that nobody here asked for opens nothing", async ({ page }) => {
  await page.goto(`${server.origin}/api/auth/callback/oidc?code=stolen&state=made-up`);
  await expectRefused(page, "The sign-in with Example Ltd account was not completed.");
  await page.getByRole("button", { name: "Sign in with Example Ltd account" }).click();
  await expect(page.getByLabel("Your account")).toBeVisible();
  await page.goto(`${server.origin}/api/auth/callback/oidc?code=stolen&state=made-up`);
  await expectRefused(page, "The sign-in with Example Ltd account was not completed.");
});

test("a wrong client secret is said on the page, and in one line to the operator", async ({ page }) => {
  provider.expectSecret("another secret");
  await page.goto(`${server.origin}/login`);
  await signIn(page, "mara");
  await expectRefused(page, "tell the operator, whose log says why.");
  expect(server.lines.at(-1)).toContain(`single sign-on with ${provider.issuer} failed: invalid_client`);
  expect(server.lines.join("\n")).not.toContain(secret);
  provider.expectSecret(secret);
});

test("a provider that is down is said on the page, and works again when it is back", async ({ page }) => {
  await page.goto(`${server.origin}/account`);
  await provider.stop();
  await page.getByRole("button", { name: "Sign in with Example Ltd account" }).click();
  await expectRefused(page, "Example Ltd account cannot be reached. Sign in with your password, or try again later");
  expect(server.lines.at(-1)).toMatch(/^single sign-on with http:\/\/127\.0\.0\.1:\d+ failed: .*ECONNREFUSED/);
  await provider.startAgain();
  await signIn(page, "mara");
  await expect(page).toHaveURL(`${server.origin}/account`);
});

async function signIn(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Sign in with Example Ltd account" }).click();
  await page.getByLabel("Your account").fill(name);
  await page.getByRole("button", { name: "Continue" }).click();
}

async function expectRefused(page: Page, words: string): Promise<void> {
  await expect(page.getByRole("alert").filter({ hasText: /./ })).toContainText(words);
  expect(new URL(page.url()).origin).toBe(server.origin);
  expect((await page.context().cookies()).filter(({ name }) => name.endsWith("session-token"))).toEqual([]);
}
