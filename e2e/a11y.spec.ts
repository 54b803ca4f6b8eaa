import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { expect, test, type Role } from "./support/fixtures";

// Nothing is changed here, so all workers may share it.
// A list of fifty rows takes axe most of a minute on a small machine.
test.describe.configure({ mode: "parallel", timeout: 240_000 });

interface Screen {
  path: string;
  /** The link on `path` that leads to the screen, where its address holds an id. */
  open?: string | RegExp;
  /** Added to the address that the link led to. */
  then?: string;
}

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
    { path: "/projects/aurora/feedback/bug-report/BUG-1" },
    { path: "/projects/aurora/feedback/bug-report/new" },
    { path: "/projects/aurora/feedback/idea/IDEA-1" },
  ],
};

for (const [role, list] of Object.entries(screens) as [Role, Screen[]][]) {
  for (const screen of list) {
    const name = [screen.path, screen.open, screen.then].filter(Boolean).join(" → ");
    test(`${name} is accessible to the ${role}, light and dark, wide and narrow`, async ({ as }) => {
      const page = await as(role);
      await visit(page, screen);
      await expectGood(page);
    });
  }
}

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
