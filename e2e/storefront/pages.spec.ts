import { expect } from "@playwright/test";
import { axeViolations, contrastViolations } from "../accessibility.ts";
import { test } from "../browser-test.ts";
import { shop } from "../env.ts";
import { expectNoLayoutShift, openOverSlowProxy, recordLayoutShifts } from "../layout-shift.ts";
import { collectConsoleErrors } from "../shopper-page.ts";

// Each loads a page twice, audits it and loads it over a slow proxy, on a machine that may be busy. None changes data.
test.describe.configure({ mode: "parallel", timeout: 120_000 });

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
  "/forgot-password",
  "/reset-password?token=none",
  "/back-in-stock/forget?key=none",
];

for (const path of PAGES) {
  test(`${path}: no console error, no shift, nothing for axe to find by day and by night, nothing sticks out`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ colorScheme: "light", reducedMotion: "reduce" });
    const page = await context.newPage();
    const errors = collectConsoleErrors(page);
    await recordLayoutShifts(page);
    await page.goto(`${shop.STOREFRONT_URL}${path}`, { waitUntil: "networkidle" });
    await expect(page.locator("h1")).toHaveCount(1);
    await expectNoLayoutShift(page, path);
    expect(await axeViolations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await contrastViolations(page)).toEqual([]);
    for (const width of [1280, 390, 320]) {
      await page.setViewportSize({ width, height: 800 });
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over, `${width} px`).toBe(0);
    }
    expect(errors).toEqual([]);
    await context.close();
  });

  test(`${path}: nothing moves while it comes in over a bad line, at both widths`, async ({ browser }) => {
    const url = `${shop.STOREFRONT_URL}${path}`;
    await Promise.all([1280, 390].map((width) => openOverSlowProxy(browser, url, { width })));
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

test("/ leads to the search, which answers while one types", async ({ page }) => {
  await page.goto(shop.STOREFRONT_URL);
  // The first key press may come before the page has hydrated.
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(page).toHaveURL(/\/search$/, { timeout: 2_000 });
  }).toPass();
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("jug");
  await expect(page).toHaveURL(/q=jug/);
  await expect(page.getByRole("status").filter({ hasText: "for “jug”" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Orchard Jug" })).toBeVisible();
});

test("a page beyond the last leads to the last, and a page that is none is the first", async ({ page }) => {
  await page.goto(`${shop.STOREFRONT_URL}/products?page=99&sort=title`);
  await expect(page).toHaveURL(/\/products\?sort=title&page=2$/);
  await page.goto(`${shop.STOREFRONT_URL}/categories/lamps?page=9`);
  await expect(page).toHaveURL(/\/categories\/lamps$/);
  await page.goto(`${shop.STOREFRONT_URL}/products?page=0`);
  await expect(page.locator("link[rel=canonical]")).toHaveAttribute(
    "href",
    `${shop.STOREFRONT_URL}/products`,
  );
});

test("a search for a sign alone finds nothing, and says so", async ({ page }) => {
  await page.goto(`${shop.STOREFRONT_URL}/search?q=${encodeURIComponent("💡")}`);
  await expect(page.getByRole("heading", { name: "Nothing called “💡”." })).toBeVisible();
});

test("every address of the site maps leads to a page", async ({ request }) => {
  const locations = async (url: string) =>
    [...(await (await request.get(url)).text()).matchAll(/<loc>([^<]+)<\/loc>/g)].map(
      ([, found = ""]) => found,
    );
  const maps = await locations(`${shop.STOREFRONT_URL}/sitemap.xml`);
  const pages = (await Promise.all(maps.map(locations))).flat();
  expect(new Set(pages).size).toBe(pages.length);
  expect(pages.length).toBeGreaterThan(30);
  for (const url of [pages[0], pages.at(-1)]) expect((await request.get(url ?? "")).status(), url).toBe(200);
});
