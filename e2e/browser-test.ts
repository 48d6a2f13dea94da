import { test as base } from "@playwright/test";

/**
 * Playwright's `test`, which also closes each browser context that a test has opened itself, and stops the only motion of
 * the shop that never ends. Contexts would stay for as long as their worker, and their pages go on asking the shop: at
 * the end of a run fifty of them took half of the machine. A dot that breathes takes a browser without a graphics card
 * a fifth of a core for as long as its page is open.
 */
export const test = base.extend<{ contextsClosed: undefined }, { stillDots: undefined }>({
  stillDots: [
    async ({ browser }, use) => {
      const open = browser.newContext.bind(browser);
      browser.newContext = async (options) => {
        const context = await open(options);
        await context.addInitScript(stopDots);
        return context;
      };
      await use(undefined);
      browser.newContext = open;
    },
    { auto: true, scope: "worker" },
  ],
  contextsClosed: [
    async ({ browser }, use) => {
      await use(undefined);
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
});

/** For whoever asked for less motion the pages stop them themselves, which a test sees. */
function stopDots(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("@media (prefers-reduced-motion: no-preference) { .dot { animation: none !important } }");
  document.adoptedStyleSheets = [sheet];
}
