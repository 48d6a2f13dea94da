import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** Violations of WCAG 2.2 AA that axe finds on the page. */
export async function axeViolations(page: Page): Promise<string[]> {
  return found(page, (axe) => axe.withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]));
}

/** Violations of contrast only: all that a change of the colour scheme can cause. */
export async function contrastViolations(page: Page): Promise<string[]> {
  return found(page, (axe) => axe.withRules(["color-contrast"]));
}

/** Violations that a narrower screen can cause: boxes that begin to scroll, targets too close to each other. */
export async function narrowScreenViolations(page: Page): Promise<string[]> {
  return found(page, (axe) => axe.withRules(["scrollable-region-focusable", "target-size"]));
}

/** Axe itself in its small form, of the version that its builder brings. */
const AXE_FILE = createRequire(createRequire(import.meta.url).resolve("@axe-core/playwright")).resolve(
  "axe-core/axe.min.js",
);
const NOTHING = "void 0";

async function found(page: Page, choose: (axe: AxeBuilder) => AxeBuilder): Promise<string[]> {
  // The builder would put a megabyte and a half into the page at each look, twice: a quarter of what a look costs.
  if (await page.evaluate(() => !("axe" in window))) await page.evaluate(readFileSync(AXE_FILE, "utf8"));
  const axe = choose(new AxeBuilder({ page, axeSource: NOTHING }));
  // Otherwise axe opens a second page to combine the results of frames. Our pages have none, and it takes a third of the time.
  const { violations } = await axe.setLegacyMode(true).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
