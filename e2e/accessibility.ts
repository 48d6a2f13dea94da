import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** Violations of WCAG 2.2 AA that axe finds on the page. */
export async function axeViolations(page: Page): Promise<string[]> {
  return found(new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]));
}

/** Violations of contrast only: all that a change of the colour scheme can cause. */
export async function contrastViolations(page: Page): Promise<string[]> {
  return found(new AxeBuilder({ page }).withRules(["color-contrast"]));
}

/** Violations that a narrower screen can cause: boxes that begin to scroll, targets too close to each other. */
export async function narrowScreenViolations(page: Page): Promise<string[]> {
  return found(new AxeBuilder({ page }).withRules(["scrollable-region-focusable", "target-size"]));
}

async function found(axe: AxeBuilder): Promise<string[]> {
  // Otherwise axe opens a second page to combine the results of frames. Our pages have none, and it takes a third of the time.
  const { violations } = await axe.setLegacyMode(true).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
