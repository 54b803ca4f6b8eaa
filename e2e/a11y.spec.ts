import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { expect, test, type Role } from "./support/fixtures";

// Nothing is changed here, so all workers may share it.
test.describe.configure({ mode: "parallel" });

interface Screen {
  path: string;
  /** The link on `path` that leads to the screen, where its address holds an id. */
  open?: string | RegExp;
  /** Added to the address that the link led to. */
  then?: string;
}

const bugs = "/projects/aurora/configuration/feedback-types/bug-report";

const screens: Partial<Record<Role, Screen[]>> = {
  manager: [
    { path: "/" },
    { path: "/account" },
    { path: "/projects/new" },
    { path: "/projects/aurora" },
    { path: "/projects/aurora/users" },
    { path: "/projects/aurora/users?q=manager", open: "manager" },
    { path: "/projects/aurora/users/members" },
    { path: "/projects/aurora/users/resources" },
    { path: "/projects/aurora/users/resources/new" },
    { path: "/projects/aurora/users/resources", open: "Validate address" },
    { path: "/projects/aurora/users/resources", open: "Validate address", then: "/log" },
    { path: "/projects/aurora/users/automation" },
    { path: "/projects/aurora/users/automation/new" },
    { path: "/projects/aurora/users/automation", open: "App usage data" },
    { path: "/projects/aurora/feedback/bug-report" },
    { path: "/projects/aurora/feedback/bug-report/BUG-1" },
    { path: "/projects/aurora/feedback/bug-report/new" },
    { path: "/projects/aurora/feedback/idea" },
    { path: "/projects/aurora/feedback/idea/IDEA-1" },
    { path: "/projects/aurora/configuration" },
    { path: "/projects/aurora/configuration/feedback-types" },
    { path: "/projects/aurora/configuration/feedback-types/new" },
    { path: bugs },
    { path: `${bugs}/resources` },
    { path: `${bugs}/resources/new` },
    { path: `${bugs}/resources`, open: "Escalate to Slack" },
    { path: `${bugs}/resources`, open: "Send to Jira", then: "/log" },
    { path: `${bugs}/automation` },
    { path: `${bugs}/automation/new` },
    { path: `${bugs}/automation`, open: "Tracker comments" },
    { path: "/projects/aurora/external-data" },
    { path: "/projects/aurora/external-data", open: "Jira" },
    { path: "/projects/aurora/external-data/automation" },
    { path: "/projects/aurora/external-data/automation/new" },
    { path: "/projects/aurora/logs" },
    { path: "/projects/aurora/logs/calls" },
    { path: "/projects/aurora/runs" },
    { path: "/projects/aurora/runs", open: "Send to Jira" },
    { path: "/community/users" },
    { path: "/community/users/resources" },
    { path: "/community/users/resources/new" },
    { path: "/community/users/automation" },
    { path: "/community/users/automation/new" },
    { path: "/community/logs" },
    { path: "/community/logs/calls" },
    { path: "/community/runs" },
    { path: "/community/api-keys" },
    { path: "/community/external-data" },
    { path: "/community/mailbox" },
    { path: "/community/settings" },
    { path: "/help" },
    { path: "/help/troubleshooting" },
    { path: "/help/vocabulary" },
  ],
  participant: [
    { path: "/" },
    { path: "/projects/aurora" },
    { path: "/projects/aurora/feedback/bug-report/new" },
    { path: "/projects/aurora/users" },
    { path: "/projects/nowhere" },
  ],
};

for (const [role, list] of Object.entries(screens) as [Role, Screen[]][]) {
  for (const screen of list) {
    const name = [screen.path, screen.open, screen.then].filter(Boolean).join(" → ");
    test(`${name} is accessible to the ${role}, light and dark, wide and narrow`, async ({ as, allowErrors }) => {
      if (role === "participant") allowErrors(/status of 40[34]/);
      const page = await as(role);
      await visit(page, screen);
      await expectGood(page);
    });
  }
}

test("signing in is accessible, light and dark, wide and narrow", async ({ page }) => {
  await page.goto("/login");
  await expectGood(page);
});

test("an address that does not exist is accessible, light and dark, wide and narrow", async ({ page, allowErrors }) => {
  allowErrors(/status of 404/);
  await page.goto("/nowhere/at/all");
  await expectGood(page);
});

async function visit(page: Page, { path, open, then }: Screen): Promise<void> {
  await page.goto(path);
  if (open) {
    await page.getByRole("main").getByRole("link", { name: open, exact: true }).first().click();
    await page.waitForURL((url) => url.pathname !== path.split("?")[0]);
  }
  if (then) await page.goto(`${new URL(page.url()).pathname}${then}`);
}

async function expectGood(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", colorScheme);
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
      // Structure is the same in both schemes; only colours differ.
      await expectAccessible(page, colorScheme === "light" ? "all" : "appearance");
    }
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `pixels by which the page is wider than ${width}`).toBeLessThanOrEqual(0);
  }
}
