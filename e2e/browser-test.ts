import { test as base } from "@playwright/test";

/**
 * Playwright's `test`, which also closes each browser context that a test has opened itself. Otherwise they stay for as
 * long as their worker, and their pages go on asking the shop: at the end of a run fifty of them took half of the
 * machine.
 */
export const test = base.extend<{ contextsClosed: undefined }>({
  contextsClosed: [
    async ({ browser }, use) => {
      await use(undefined);
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
});
