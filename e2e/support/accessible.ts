import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The rules whose answer hangs on colours and on room, and not on the structure, which one look per width settles. */
const appearance = ["color-contrast", "link-in-text-block", "target-size"];

/** No finding of axe at WCAG 2.0 to 2.2, levels A and AA, in what the page shows now; of all rules, or of those on appearance. */
export async function expectAccessible(page: Page, rules: "all" | "appearance" = "all"): Promise<void> {
  await settled(page);
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] });
  const { violations } = await (rules === "all" ? axe.withTags(levels) : axe.withRules(appearance)).analyze();
  const found = violations.map(({ id, nodes }) => ({
    rule: id,
    at: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary}`),
  }));
  expect(found, `accessibility of ${page.url()}`).toEqual([]);
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
