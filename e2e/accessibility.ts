import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** What axe finds on the page against WCAG 2.2 AA. */
export async function faultsOf(page: Page): Promise<string[]> {
  return found(new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]));
}

/** What axe finds of contrast alone: all that another colour scheme can change. */
export async function contrastFaultsOf(page: Page): Promise<string[]> {
  return found(new AxeBuilder({ page }).withRules(["color-contrast"]));
}

/** What axe finds of what a narrower screen can change: boxes that begin to scroll, targets that come too close. */
export async function narrowFaultsOf(page: Page): Promise<string[]> {
  return found(new AxeBuilder({ page }).withRules(["scrollable-region-focusable", "target-size"]));
}

async function found(axe: AxeBuilder): Promise<string[]> {
  // Else a second page is opened to put the findings of frames together; our pages have none, and it takes a third of the time.
  const { violations } = await axe.setLegacyMode(true).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
