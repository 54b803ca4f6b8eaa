import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { admin } from "./support/admin";
import { expect, test } from "./support/fixtures";
import { signInByRequest } from "./support/sign-in";

// The answer to a wrong password is a 401, which a browser writes to its console.
test.beforeEach(({ allowErrors }) => allowErrors(/status of 401 .*\/api\/auth\/callback\/credentials/));

test("a person signs in with e-mail and password, and by Enter", async ({ page, password }) => {
  await page.goto("/login");
  await expect(page.getByRole("heading", { name: "Sign in to Fieldpost" })).toBeVisible();
  await page.getByLabel("E-mail or username").fill("manager@example.com");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("link", { name: "Aurora" }).first()).toBeVisible();
});

test("a form that is sent before the page's scripts are there does not write the password into the address", async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${baseURL}/login`);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForLoadState();
  expect(page.url()).toBe(`${baseURL}/login`);
  await context.close();
});

test("what a password manager fills in before the page's scripts are there is kept", async ({ page, password }) => {
  const scripts = Promise.withResolvers<void>();
  await page.route(/_next\/static\/.*\.js/, async (route) => {
    await scripts.promise;
    await route.continue();
  });
  await page.goto("/login", { waitUntil: "commit" });
  const email = page.getByLabel("E-mail or username");
  await email.fill("manager@example.com");
  await page.getByLabel("Password", { exact: true }).fill(password);
  scripts.resolve();
  // Only the scripts make it a form that stays on its page.
  await page.waitForLoadState("networkidle");
  await expect(email).toHaveValue("manager@example.com");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL("/");
});

test("a username in capitals and with spaces around it is the same account", async ({ page, password }) => {
  await page.goto("/login");
  await typeSignIn(page, "  PARTICIPANT ", password);
  await expect(page).toHaveURL("/");
});

test("a wrong password and an unknown user get the same words, and the password field is empty again", async ({
  page,
}) => {
  await page.goto("/login");
  const alert = page.getByRole("alert").filter({ hasText: /./ });
  await typeSignIn(page, `nobody-${randomUUID()}@example.com`, "not the password");
  await expect(alert).toHaveText("The e-mail address or the password is not right.");
  const words = await alert.textContent();
  await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
  await typeSignIn(page, "support@example.com", "not the password");
  await expect(alert).toBeVisible();
  expect(await alert.textContent()).toBe(words);
});

test("nothing typed is said at the fields and asks no server", async ({ page }) => {
  await page.goto("/login");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Type your e-mail address or username.").first()).toBeVisible();
  await expect(page.getByText("Type your password.").first()).toBeVisible();
});

test("repeated failures make the next try wait, and say how long", async ({ page, request }) => {
  const email = `nobody-${randomUUID()}@example.com`;
  await page.goto("/login");
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  for (let failure = 1; failure <= 5; failure++) {
    const form = { email, password: "not the password", csrfToken, json: "true" };
    expect((await request.post("/api/auth/callback/credentials", { form })).status()).toBe(401);
  }
  // The first waits are two and four seconds; a try that comes later than that is one more failure.
  await expect(async () => {
    await typeSignIn(page, email, "not the password");
    await expect(page.getByText(/^Too many tries\. Wait \d+ seconds and try again\.$/)).toBeVisible({ timeout: 1_500 });
  }).toPass();
});

test("signing in leads to the page one wanted", async ({ page, password }) => {
  await page.goto("/projects/aurora/users?q=mara");
  await expect(page).toHaveURL(`/login?next=${encodeURIComponent("/projects/aurora/users?q=mara")}`);
  await typeSignIn(page, "support", password);
  await expect(page).toHaveURL("/projects/aurora/users?q=mara");
});

test("an address made by others leads nowhere else after signing in", async ({ page, as, password, baseURL }) => {
  await page.goto("/login?next=//evil.example/phish");
  await typeSignIn(page, "participant", password);
  await expect(page).toHaveURL("/");
  const signedIn = await as("participant");
  for (const next of [
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "javascript:0",
  ]) {
    await signedIn.goto(`/login?next=${encodeURIComponent(next)}`);
    expect(new URL(signedIn.url()).origin, next).toBe(baseURL);
  }
});

test("signing out ends the session itself, so that a copy of the cookie opens nothing", async ({
  browser,
  password,
}) => {
  const storageState = await signInByRequest({ email: "support@example.com", password });
  const [here, copy] = await Promise.all([browser.newContext({ storageState }), browser.newContext({ storageState })]);
  const page = await here.newPage();
  await page.goto("/");
  await page.getByRole("button", { name: "Account of Sam Okafor" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/login");
  await page.goBack();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Sign in to Fieldpost" })).toBeVisible();
  const answer = await copy.request.get("/api/users?project=aurora", { maxRedirects: 0 });
  expect(answer.status()).toBe(401);
  await Promise.all([here.close(), copy.close()]);
});

test("a session that ended meanwhile leads to sign-in and back", async ({ browser, allowErrors }) => {
  allowErrors(/status of 401/);
  const email = `expiring-${randomUUID()}@example.com`;
  await admin("user", "create", "--email", email, "--password", "first-password");
  const context = await browser.newContext({
    storageState: await signInByRequest({ email, password: "first-password" }),
  });
  const page = await context.newPage();
  await page.goto("/account");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await admin("user", "reset-password", "--email", email, "--password", "second-password");
  await page.goto("/account");
  await expect(page).toHaveURL("/login?next=%2Faccount");
  await typeSignIn(page, email, "second-password");
  await expect(page).toHaveURL("/account");
  await context.close();
});

async function typeSignIn(page: Page, name: string, password: string): Promise<void> {
  await page.getByLabel("E-mail or username").fill(name);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}
