import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { shop } from "../env.ts";
import { leaveOnly } from "../rest.ts";
import { shopper, watchConsole } from "../shopper.ts";

const PAGES = [
  "/",
  "/products",
  "/categories/ceramics",
  "/products/foundry-mug",
  "/search?q=lamp",
  "/search?q=hammock",
  "/cart",
  "/sign-in",
  "/sign-up",
];

for (const scheme of ["light", "dark"] as const) {
  for (const path of PAGES) {
    test(`${path} by ${scheme}: no console error, no shift, nothing for axe to find`, async ({ browser }) => {
      const context = await browser.newContext({ colorScheme: scheme, reducedMotion: "reduce" });
      const page = await context.newPage();
      const errors = watchConsole(page);
      await page.addInitScript(() => {
        Object.assign(window, { layoutShift: 0 });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & {
            value: number;
            hadRecentInput: boolean;
          })[]) {
            if (!entry.hadRecentInput)
              Object.assign(window, {
                layoutShift: (window as unknown as { layoutShift: number }).layoutShift + entry.value,
              });
          }
        }).observe({ type: "layout-shift", buffered: true });
      });
      await page.goto(`${shop.STOREFRONT_URL}${path}`, { waitUntil: "networkidle" });
      await expect(page.locator("h1")).toHaveCount(1);
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
        .analyze();
      expect(violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
      expect(
        await page.evaluate(() => (window as unknown as { layoutShift: number }).layoutShift),
      ).toBeLessThan(0.01);
      expect(errors).toEqual([]);
      await context.close();
    });
  }
}

for (const width of [320, 390, 1280]) {
  test(`nothing sticks out sideways at ${width} px`, async ({ browser }) => {
    const page = await (await browser.newContext({ viewport: { width, height: 800 } })).newPage();
    for (const path of PAGES) {
      await page.goto(`${shop.STOREFRONT_URL}${path}`);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over, path).toBe(0);
    }
  });
}

test("an unknown product is a 404 with a page of our own", async ({ page }) => {
  const response = await page.goto(`${shop.STOREFRONT_URL}/products/no-such-thing`);
  expect(response?.status()).toBe(404);
  await expect(page.getByText("This page is out of stock.")).toBeVisible();
});

test("every link of header and footer leads to a page", async ({ page, request }) => {
  await page.goto(shop.STOREFRONT_URL);
  const links = await page
    .locator("header a[href^='/'], footer a[href^='/']")
    .evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
  expect(links.length).toBeGreaterThan(6);
  for (const link of new Set(links))
    expect((await request.get(`${shop.STOREFRONT_URL}${link}`)).status(), link).toBe(200);
});

test("nothing is called live before live stock exists", async ({ page }) => {
  await leaveOnly("foundry-mug", 3);
  for (const path of PAGES) {
    await page.goto(`${shop.STOREFRONT_URL}${path}`);
    expect(await page.locator("body").innerText(), path).not.toMatch(/\blive\b/i);
  }
  await shopper(page).look("foundry-mug");
  await expect(page.locator(".ledger, .live")).toHaveCount(0);
});
