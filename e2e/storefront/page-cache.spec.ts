import { type BrowserContext, expect } from "@playwright/test";
import { z } from "zod";
import { test } from "../browser-test.ts";
import { shop } from "../env.ts";
import { expectNoLayoutShift, recordLayoutShifts } from "../layout-shift.ts";
import { buyByRest, call, stockFirstSkuOnly } from "../rest-client.ts";
import { collectConsoleErrors, shopper } from "../shopper-page.ts";

/** A page as it is sent, to somebody who has no browser. */
async function sent(path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(shop.STOREFRONT_URL + path, { headers, redirect: "manual" });
  const { status } = answer;
  return {
    status,
    html: await answer.text(),
    how: answer.headers.get("x-page-cache"),
    headers: answer.headers,
  };
}

/** Asks until the page is sent from what was kept. Others change what stands beside a product meanwhile. */
async function sentFromKept(path: string) {
  let last = await sent(path);
  await expect(async () => {
    last = await sent(path);
    expect(last.how).toBe("hit");
  }).toPass();
  return last;
}

/** What a product page says of the figure, wherever it says it. */
function figuresOf(html: string) {
  const [, status] = /<p[^>]*class="stock-count"[^>]*>(.*?)<\/p>/s.exec(html) ?? [];
  const words = (status ?? html).replaceAll(/<[^>]*>/g, "");
  return {
    words: /(\d+) in stock|Only (\d+) left|(Out of stock)/.exec(words)?.[0],
    availability: /schema\.org\/(InStock|OutOfStock|LimitedAvailability)/.exec(html)?.[1],
  };
}

test("a page is sent from what was kept, and never as it was before a sale", async () => {
  const { product, sku } = await stockFirstSkuOnly("waist-pepper-mill", 3);
  const path = `/products/${product.slug}`;
  const lists = [`/categories/${product.category}`, "/search?q=pepper"];
  for (const left of [3, 2, 1, 0]) {
    const words = left === 0 ? "Out of stock" : `Only ${left} left`;
    for (const each of [await sent(path), await sentFromKept(path)])
      expect(figuresOf(each.html)).toEqual({
        words,
        availability: left === 0 ? "OutOfStock" : expect.stringMatching(/InStock|LimitedAvailability/),
      });
    for (const list of lists) expect((await sent(list)).html).toContain(words);
    if (left > 0) await buyByRest(sku, 1);
  }
});

/** What a page says of the first thing that stands beside its product. */
function firstBeside(html: string) {
  const card = /id="same-shelf".*?href="\/products\/([a-z0-9-]+)">.*?data-before="([^"]*)"/s.exec(html);
  return { slug: card?.[1], words: card?.[2] };
}

test("beside a product stands what follows it on its shelf, never as it was before a sale", async () => {
  const { product, sku } = await stockFirstSkuOnly("waist-pepper-mill", 2);
  const { body } = await call("GET", `/api/catalog/products?category=${product.category}&limit=100`);
  const shelf = z.object({ items: z.array(z.object({ slug: z.string() })) }).parse(body).items;
  const place = shelf.findIndex(({ slug }) => slug === product.slug);
  const path = `/products/${shelf.at(place - 1)?.slug}`;
  for (const words of ["Only 2 left", "Only 1 left", "Out of stock"]) {
    for (const { html } of [await sent(path), await sentFromKept(path)])
      expect(firstBeside(html)).toEqual({ slug: product.slug, words });
    if (words !== "Out of stock") await buyByRest(sku, 1);
  }
});

test("everybody gets the same bytes, and who has them already is told so", async ({ context }) => {
  await stockFirstSkuOnly("nest-of-three-bowls", 20);
  const path = "/products/nest-of-three-bowls";
  await signIn(context);
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  await expect(async () => {
    const [stranger, known] = [await sentFromKept(path), await sent(path, { cookie })];
    expect(known.html).toBe(stranger.html);
    expect(known.headers.get("set-cookie")).toBeNull();
    const etag = stranger.headers.get("etag") ?? "";
    expect(await sent(path, { "if-none-match": etag })).toMatchObject({ status: 304, html: "" });
  }).toPass();
  expect((await sent("/cart", { cookie })).how).toBe("private");
});

async function signIn(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${shop.STOREFRONT_URL}/sign-in`);
  await page.getByLabel("Email").fill("shopper@example.com");
  await page.getByLabel("Password").fill("scarlet-demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/account/);
  await page.close();
}

test("what is the visitor's own comes after a kept page, and moves nothing", async ({ page }) => {
  const errors = collectConsoleErrors(page);
  await recordLayoutShifts(page);
  const me = shopper(page);
  await me.openProduct("nest-of-three-bowls");
  await me.addToCart();
  await me.expectAddedToCart();
  await sentFromKept("/products");
  await page.goto(`${shop.STOREFRONT_URL}/products`);
  await expect(page.getByRole("link", { name: "Cart, 1" })).toBeVisible();
  await expectNoLayoutShift(page, "a badge that comes later");
  expect(errors).toEqual([]);
});

test("the theme that was chosen is there before anything is painted", async ({ page, context }) => {
  await context.addCookies([{ name: "scarlet-theme", value: "dark", url: shop.STOREFRONT_URL }]);
  await page.addInitScript(() => {
    new PerformanceObserver(() => {
      document.documentElement.dataset.themeAtFirstPaint ??= document.documentElement.dataset.theme ?? "none";
    }).observe({ type: "paint", buffered: true });
  });
  await page.goto(`${shop.STOREFRONT_URL}/products`);
  await expect(page.locator("html")).toHaveAttribute("data-theme-at-first-paint", "dark");
});

test("back by the browser's history: what it had kept is asked for anew", async ({ page }) => {
  const { product, sku } = await stockFirstSkuOnly("nest-of-three-bowls", 20);
  const me = shopper(page);
  await me.openProduct(product.slug);
  await expect(me.count()).toContainText("20 in stock");
  await page.goto(`${shop.STOREFRONT_URL}/cart`);
  await buyByRest(sku, 3);
  const [answer] = await Promise.all([
    page.waitForResponse(/\/products\/nest-of-three-bowls$/),
    page.goBack(),
  ]);
  // Without this the browser asked the server, and nothing is shown here.
  expect(answer.request().timing().responseStart).toBeLessThan(1_000);
  await expect(me.count()).toContainText("17 in stock", { timeout: 1_500 });
});

test("nobody can have a page made for himself as if for everybody", async () => {
  const { how, headers } = await sent("/cart", { "x-shared-page": "1" });
  expect(how).toBe("private");
  expect(headers.get("content-security-policy")).toContain("'nonce-");
});
