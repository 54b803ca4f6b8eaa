import type { Page } from "@playwright/test";
import { expectGoodLooks } from "./support/accessible";
import { admin } from "./support/admin";
import { expect, test, type Role } from "./support/fixtures";
import { choose } from "./support/records";

// Nothing but one more call of a listener is made here, so all workers may share the data.
test.describe.configure({ mode: "parallel" });

interface Screen {
  path: string;
  /** The link on `path` that leads to the screen, where its address holds an id. */
  open?: string | RegExp;
  /** Added to the address that the link led to. */
  onward?: string;
  /** What is opened on the screen, and how. */
  show?: [what: string, act: (page: Page) => Promise<void>];
}

const aurora = "/projects/aurora";
const bugs = `${aurora}/configuration/feedback-types/bug-report`;
const button = (name: string) => (page: Page) => page.getByRole("button", { name, exact: true }).first().click();

// A screen that exists for the community and for a project, or for users and for tickets, is one component and stands here once.
const screens: Partial<Record<Role, Screen[]>> = {
  manager: [
    { path: "/" },
    { path: "/", show: ["the command palette", (page) => page.keyboard.press("ControlOrMeta+k")] },
    { path: "/", show: ["the keyboard map", (page) => page.keyboard.press("?")] },
    { path: "/account" },
    { path: "/files" },
    { path: "/projects/new" },
    { path: `${aurora}?since=7d` },
    // Few rows, and tickets that no other test writes to: axe compares every small target with every other, and rows are alike.
    { path: `${aurora}/users?q=liam` },
    { path: `${aurora}/users?q=liam`, show: ["a new filter", button("New filter")] },
    { path: `${aurora}/users?q=liam`, show: ["a new view", button("New view")] },
    { path: `${aurora}/users?q=manager&record=manager` },
    { path: `${aurora}/users?q=nobody-is-called-so` },
    { path: `${aurora}/users?q=manager`, open: "manager" },
    { path: `${aurora}/users/members?q=liam` },
    { path: `${aurora}/users/invitations` },
    { path: `${aurora}/users?q=manager`, open: "manager", onward: "/rights" },
    { path: `${aurora}/users/import` },
    { path: "/community/settings/mail" },
    { path: `${aurora}/users/teams` },
    { path: `${aurora}/users/teams`, open: "VIP" },
    { path: `${aurora}/users/teams`, open: "VIP", onward: "/log" },
    { path: `${aurora}/users/resources` },
    { path: `${aurora}/users/resources/new` },
    { path: `${aurora}/users/resources`, open: "Validate address" },
    { path: `${aurora}/users/resources`, open: "Validate address", onward: "/log?text=noor" },
    { path: `${aurora}/users/automation` },
    { path: `${aurora}/users/automation/new` },
    { path: `${aurora}/users/automation`, open: "App usage data" },
    { path: `${aurora}/feedback/bug-report?q=dies` },
    { path: `${aurora}/feedback/bug-report?q=dies&group=feedback.status` },
    { path: `${aurora}/feedback/bug-report?q=dies`, show: ["Perform action", performAction] },
    { path: `${aurora}/feedback/bug-report/BUG-9` },
    { path: `${aurora}/feedback/bug-report/new` },
    { path: `${aurora}/configuration` },
    { path: `${aurora}/configuration/feedback-types` },
    { path: `${aurora}/configuration/feedback-types/new` },
    { path: `${aurora}/configuration/score-ranks` },
    { path: `${aurora}/configuration/copy` },
    { path: `${aurora}/configuration/recipes` },
    { path: `${aurora}/configuration/recipes/jira-two-way` },
    { path: `${aurora}/configuration/mail-templates` },
    { path: `${aurora}/configuration/mail-templates/new?for=feedback` },
    { path: bugs },
    { path: `${bugs}/resources` },
    { path: `${bugs}/resources`, open: "Send to Jira" },
    { path: `${bugs}/resources`, open: "Send to Jira", onward: "/log?text=BUG-9" },
    { path: `${bugs}/automation` },
    { path: `${bugs}/automation/triggers/new` },
    { path: `${bugs}/automation/schedules/new` },
    { path: `${aurora}/external-data` },
    { path: `${aurora}/external-data/new` },
    { path: `${aurora}/external-data`, open: "Jira" },
    { path: `${aurora}/external-data/values` },
    { path: `${aurora}/data-packages` },
    { path: `${aurora}/data-packages/new` },
    { path: `${aurora}/logs?text=noor` },
    { path: `${aurora}/logs`, open: /ago$/ },
    { path: `${aurora}/logs/calls?answered=refused` },
    { path: `${aurora}/reports` },
    { path: `${aurora}/reports/new-element` },
    { path: `${aurora}/audit?kind=team` },
    { path: `${aurora}/audit?kind=macro`, open: /ago$/ },
    { path: `${aurora}/runs` },
    { path: `${aurora}/runs`, open: "Send to Jira" },
    { path: "/community/users/new" },
    { path: "/community/users?q=manager", open: "manager", onward: "/edit" },
    { path: "/community/profile-fields" },
    { path: "/community/api-keys" },
    { path: "/community/api-keys/new" },
    { path: "/community/api-keys", open: "Sample key" },
    { path: "/community/mailbox" },
    { path: "/community/settings" },
    { path: "/help" },
    { path: "/help/status-codes" },
    { path: "/report-file/gone" },
    { path: "/projects/nowhere" },
    { path: "/nowhere/at/all" },
  ],
  participant: [
    { path: "/" },
    { path: aurora },
    { path: `${aurora}/feedback/idea` },
    { path: `${aurora}/feedback/bug-report/BUG-9` },
    { path: `${aurora}/feedback/bug-report/new` },
    { path: `${aurora}/users` },
  ],
};

for (const [role, list] of Object.entries(screens) as [Role, Screen[]][]) {
  for (const screen of list) {
    const name = [screen.path, screen.open, screen.onward, screen.show?.[0]].filter(Boolean).join(" → ");
    test(`${name} is accessible to the ${role}, light and dark, wide and narrow`, async ({
      as,
      onlooker,
      allowErrors,
    }) => {
      allowErrors(/status of 40[34]/);
      // What is opened would stay open for the next one.
      const page = await (screen.show ? as(role) : onlooker(role));
      await visit(page, screen);
      await expectGoodLooks(page, { withFrame: screen.path === "/" && !screen.show });
    });
  }
}

test("a listener's call is accessible, light and dark, wide and narrow", async ({ as }) => {
  const page = await as("manager");
  const listeners = JSON.parse(await admin("listener", "list", "--json")) as { key: string; url: string }[];
  const { pathname, search } = new URL(listeners.find(({ key }) => key === "appdata")?.url ?? "");
  const called = await page.request.post(`${pathname.replace("VALUE", "participant")}${search}`, {
    data: { app_version: "5.0.1" },
  });
  expect(called.status()).toBe(200);
  await visit(page, { path: `${aurora}/logs/calls`, open: /ago$|now$/ });
  await expectGoodLooks(page);
});

test("on a narrow screen nobody tabs through the closed menu, and whoever opens it stands in it", async ({ as }) => {
  const page = await as("manager");
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto("/files");
  const opener = page.getByRole("button", { name: "Open the menu" });
  const closer = page.getByRole("button", { name: "Close the menu" });
  await expect(closer).toBeHidden();
  await page.getByRole("link", { name: "Skip to content" }).focus();
  await page.keyboard.press("Tab");
  await expect(opener).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(closer).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(opener).toBeFocused();
  await expect(closer).toBeHidden();
  await page.keyboard.press("Enter");
  await expect(closer).toBeFocused();
  const projects = page.getByRole("button", { name: "Choose a project" });
  await projects.press("Enter");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menuitem")).toHaveCount(0);
  await expect(projects).toBeFocused();
  await expect(closer).toBeVisible();
  // An Escape so quick that the list has not taken the focus yet closes the list alone, too.
  await projects.evaluate(async (button: HTMLElement) => {
    button.click();
    await Promise.resolve();
    button.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  });
  await expect(page.getByRole("menuitem")).toHaveCount(0);
  await expect(projects).toHaveAttribute("aria-expanded", "false");
  await expect(projects).toBeFocused();
  await expect(closer).toBeVisible();
  await page.getByRole("navigation").first().getByRole("link").last().focus();
  for (let tabs = 0; tabs < 4 && (await closer.isVisible()); tabs++) await page.keyboard.press("Tab");
  await expect(closer).toBeHidden();
});

test("signing in is accessible, light and dark, wide and narrow", async ({ page }) => {
  await visit(page, { path: "/login" });
  await expectGoodLooks(page);
});

async function visit(page: Page, { path, open, onward, show }: Screen): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.mouse.move(0, 0);
  await go(page, path);
  if (open) {
    await page.getByRole("main").getByRole("link", { name: open, exact: true }).first().click();
    await page.waitForURL((url) => url.pathname !== path.split("?")[0]);
  }
  if (onward) await go(page, `${new URL(page.url()).pathname}${onward}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  if (!show) return;
  await show[1](page);
  await expect(page.getByRole("dialog")).toBeVisible();
}

/** As a link would where Fieldpost is open already: nothing is read and compiled again. */
async function go(page: Page, path: string): Promise<void> {
  const isOpen = await page.evaluate((to) => {
    window.next?.router?.push(to);
    return window.next?.router !== undefined;
  }, path);
  if (!isOpen) await page.goto(path);
  await page.waitForURL((url) => url.pathname + url.search === path);
}

declare global {
  interface Window {
    next?: { router?: { push: (path: string) => void } };
  }
}

async function performAction(page: Page): Promise<void> {
  await choose(page, "Action", "Escalate to Slack");
  await page.getByRole("button", { name: "Perform action" }).click();
}
