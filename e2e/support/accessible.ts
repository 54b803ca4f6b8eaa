import { expect, type Page } from "@playwright/test";
import axe from "axe-core";

const levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The rules whose answer hangs on colours. Structure and room are the same in light and dark, so one look per width settles them. */
const colours = ["color-contrast", "link-in-text-block"];

const looks = [
  { width: 1280, colorScheme: "light", rules: "all" },
  { width: 1280, colorScheme: "dark", rules: "colours" },
  { width: 360, colorScheme: "dark", rules: "all" },
  { width: 360, colorScheme: "light", rules: "colours" },
] as const;

/** What the page shows now is accessible, and no wider than the window, in light and dark, on a wide and a narrow screen. */
export async function expectGoodLooks(page: Page): Promise<void> {
  for (const { width, colorScheme, rules } of looks) {
    await page.setViewportSize({ width, height: 800 });
    // High enough for all of the page and its rail: what stands at the foot half covers whatever happens to lie there.
    const height = await page.evaluate(() => Math.max(1200, document.documentElement.scrollHeight));
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", colorScheme);
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    await expectAccessible(page, rules);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `pixels by which the page is wider than ${width}`).toBeLessThanOrEqual(0);
  }
}

/** No finding of axe at WCAG 2.0 to 2.2, levels A and AA, in what the page shows now; of all rules, or of those on colours. */
export async function expectAccessible(page: Page, rules: "all" | "colours" = "all"): Promise<void> {
  await settled(page);
  // Not through @axe-core/playwright: it takes every node that passed to a page of its own, for minutes on a long list.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(
    async (runOnly) => {
      const { violations } = await window.axe.run({ runOnly, resultTypes: ["violations"], preload: false });
      return violations.map(({ id, nodes }) => ({
        rule: id,
        at: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary}`),
      }));
    },
    rules === "all" ? levels : colours,
  );
  expect(found, `accessibility of ${page.url()}`).toEqual([]);
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** Half-way through a change of colours there is no contrast to measure. What turns for ever is not waited for. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const passing = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(passing.map(({ finished }) => finished));
  });
}
