import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type axe from "axe-core";

// The small one: every page that is looked at reads it anew.
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

// The rail and the top bar are the same on every screen, and half of what there is to look at.
const frame = ".mantine-AppShell-navbar, .mantine-AppShell-header";

interface Looks {
  /** The rail and the top bar as well. */
  withFrame?: boolean;
}

/** What the page shows now is accessible, and no wider than the window, in light and dark, on a wide and a narrow screen. */
export async function expectGoodLooks(page: Page, { withFrame = false }: Looks = {}): Promise<void> {
  for (const width of [1280, 360]) {
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width, height: 800 });
    // High enough for all of the page and its rail: what stands at the foot half covers whatever happens to lie there.
    const height = await page.evaluate(() => Math.max(1200, document.documentElement.scrollHeight));
    await page.setViewportSize({ width, height });
    await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "light");
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `pixels by which the page is wider than ${width}`).toBeLessThanOrEqual(0);
    await expectAccessible(page, { withFrame });
    // What only a narrow screen shows is the frame's.
    if (width < 1280 && !withFrame) continue;
    await page.emulateMedia({ colorScheme: "dark" });
    await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
    // In the dark nothing differs but colours.
    await expectAccessible(page, { withFrame, rules: ["color-contrast"] });
  }
}

/** What axe is told to leave out it still measures, unless it cannot be seen. */
async function showFrame(page: Page, shown: boolean): Promise<void> {
  await page.evaluate(
    ({ selectors, display }) => {
      for (const part of document.querySelectorAll<HTMLElement>(selectors)) part.style.display = display;
    },
    { selectors: frame, display: shown ? "" : "none" },
  );
}

interface Scope extends Looks {
  /** Only these rules of axe, by their ids. */
  rules?: string[];
}

/** No finding of axe at WCAG 2.0 to 2.2, levels A and AA, in what the page shows now. */
export async function expectAccessible(page: Page, { withFrame = false, rules }: Scope = {}): Promise<void> {
  await settled(page);
  if (!withFrame) await showFrame(page, false);
  // Not through @axe-core/playwright: it takes every node that passed to a page of its own, for minutes on a long list.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeSource);
  const found = await page.evaluate(
    async (runOnly) => {
      const { violations } = await window.axe.run({ runOnly, resultTypes: ["violations"], preload: false });
      return violations.map(({ id, nodes }) => ({
        rule: id,
        at: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary}`),
      }));
    },
    rules ? { type: "rule" as const, values: rules } : levels,
  );
  if (!withFrame) await showFrame(page, true);
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
