import { existsSync } from "node:fs";
import path from "node:path";
import { type BrowserContext, expect, type Page } from "@playwright/test";
import { z } from "zod";
import { test } from "../browser-test.ts";
import { openBufferingProxy } from "../buffering-proxy.ts";
import { shop } from "../env.ts";
import { expectNoLayoutShift, recordLayoutShifts } from "../layout-shift.ts";
import { ageOf, openStreams, shiftClock, statesOf } from "../live-page.ts";
import { buyByRest, call, orderSchema, stockFirstSkuOnly, tokenOf } from "../rest-client.ts";
import { collectConsoleErrors, shopper } from "../shopper-page.ts";

/** What people notice as "at once"; the page is not touched meanwhile. */
const SOON = { timeout: 3_000 };

const STREAM = "/api/stock/events";
const streamsOf = (context: BrowserContext) => openStreams(context, STREAM);
const isLive = (page: Page) => page.locator('.live-mark[data-state="live"]').waitFor();

async function openProduct(page: Page, slug: string, count: string): Promise<void> {
  await shopper(page).openProduct(slug);
  await isLive(page);
  await expect(shopper(page).count()).toContainText(count);
}

test("two tabs have one connection; the one that holds it closes, and the other goes on", async ({
  context,
}) => {
  const { product, sku } = await stockFirstSkuOnly("pebble-cup", 20);
  const streams = streamsOf(context);
  const [first, second] = [await context.newPage(), await context.newPage()];
  const errors = [first, second].map(collectConsoleErrors);
  await openProduct(first, product.slug, "20 in stock");
  await openProduct(second, product.slug, "20 in stock");
  await buyByRest(sku, 1);
  for (const page of [first, second])
    await expect(shopper(page).count()).toContainText("19 in stock", { timeout: 1_000 });
  expect(streams.size).toBe(1);
  await first.close();
  await expect.poll(() => streams.size).toBe(1);
  await buyByRest(sku, 1);
  await expect(shopper(second).count()).toContainText("18 in stock", { timeout: 1_000 });
  expect(errors).toEqual([[], []]);
});

test("offline and back: the page says of when its figures are, and has what is true at once", async ({
  context,
  page,
}) => {
  const { product, sku } = await stockFirstSkuOnly("ristretto-cup-and-saucer", 20);
  const errors = collectConsoleErrors(page);
  await openProduct(page, product.slug, "20 in stock");
  await context.setOffline(true);
  await expect(page.getByText("You are offline.")).toBeVisible(SOON);
  expect(await ageOf(page, ".offline-bar")).toBeLessThan(60_000);
  await buyByRest(sku, 1);
  await expect(page.locator('.live-mark[data-state="waiting"]')).toBeVisible();
  await context.setOffline(false);
  await expect(shopper(page).count()).toContainText("19 in stock", SOON);
  await expect(page.locator('.live-mark[data-state="live"]')).toBeVisible(SOON);
  await buyByRest(sku, 1);
  await expect(shopper(page).count()).toContainText("18 in stock", SOON);
  expect(errors).toEqual([]);
});

/** Tells the page what a browser tells one that it puts to sleep, or wakes. A headless one has no windows to hide. */
function tell(page: Page, ...events: readonly ["visible" | "hidden", string][]): Promise<void> {
  return page.evaluate((all) => {
    for (const [value, name] of all) {
      Object.defineProperty(document, "visibilityState", { value, configurable: true });
      document.dispatchEvent(new Event(name));
    }
  }, events);
}

test("a tab that slept for an hour asks what was sold as it wakes", async ({ page }) => {
  const { product, sku } = await stockFirstSkuOnly("two-rung-chair", 20);
  const errors = collectConsoleErrors(page);
  await shiftClock(page, 0);
  await openProduct(page, product.slug, "20 in stock");
  const closed = page.waitForEvent("requestfailed", (request) => request.url().includes(STREAM));
  await tell(page, ["visible", "freeze"]);
  await closed;
  await buyByRest(sku, 3);
  await page.evaluate((sleptMs) => {
    (window as unknown as { shiftMs: number }).shiftMs = sleptMs;
  }, 3_600_000);
  await tell(page, ["visible", "resume"]);
  await expect(shopper(page).count()).toContainText("17 in stock", SOON);
  await isLive(page);
  await buyByRest(sku, 1);
  await expect(shopper(page).count()).toContainText("16 in stock", SOON);
  expect(errors).toEqual([]);
});

const heldProductSchema = z.object({ freeAt: z.coerce.date() });

/** Holds one piece by an order that is not paid. */
async function hold(sku: string, slug: string): Promise<{ freeAt: Date; orderId: string }> {
  const body = { items: [{ sku, quantity: 1 }] };
  const placed = await call("POST", "/api/orders", { token: await tokenOf("shopper"), body });
  const answer = await call("GET", `/api/catalog/products/${slug}`);
  return {
    freeAt: heldProductSchema.parse(answer.body).freeAt,
    orderId: orderSchema.parse(placed.body).id,
  };
}

async function cancel(orderId: string): Promise<void> {
  const token = await tokenOf("shopper");
  const { status } = await call("POST", `/api/orders/${orderId}/cancel`, { token, body: {} });
  expect(status).toBe(200);
}

for (const [where, shiftMs] of [
  ["behind", -86_400_000],
  ["ahead", 86_400_000],
] as const)
  test(`a clock that is a day ${where}: figures, their time and the end of a hold are right`, async ({
    context,
    page,
  }) => {
    const slug = where === "ahead" ? "long-table-bench" : "bent-ply-chair";
    const { product, sku } = await stockFirstSkuOnly(slug, 20);
    const errors = collectConsoleErrors(page);
    await shiftClock(page, shiftMs);
    await openProduct(page, product.slug, "20 in stock");
    const { freeAt, orderId } = await hold(sku, product.slug);
    await expect(shopper(page).count()).toContainText("19 in stock", SOON);
    // It reads again when the hold ends, by the shop's clock: neither at once and for ever, nor tomorrow.
    const untilFree = freeAt.getTime() - Date.now();
    const delays = () => page.evaluate(() => (window as unknown as { delaysMs: number[] }).delaysMs);
    await expect
      .poll(async () => (await delays()).some((delay) => Math.abs(delay - untilFree) < 10_000))
      .toBe(true);
    await cancel(orderId);
    await expect(shopper(page).count()).toContainText("20 in stock", SOON);
    await context.setOffline(true);
    await expect(page.getByText("You are offline.")).toBeVisible(SOON);
    expect(Math.abs(await ageOf(page, ".offline-bar"))).toBeLessThan(60_000);
    await page.locator('.live-mark[data-state="waiting"]').waitFor();
    expect(Math.abs(await ageOf(page, ".live-mark"))).toBeLessThan(60_000);
    await expect(page.locator(".live-mark time")).toHaveText(/^\d\d:\d\d$/);
    expect(errors).toEqual([]);
  });

/** The shell without windows, which the other tests drive, keeps no page for the way back. */
function findWholeBrowser(ownPath: string): string {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const named = folders.flatMap((folder) =>
    ["chromium", "chromium-browser"].map((name) => path.join(folder, name)),
  );
  const found = [...named, ownPath].find(existsSync);
  if (found === undefined) throw new Error("This test needs a whole Chromium on PATH: install chromium.");
  return found;
}

test("back by the browser's history: a page that was kept whole is right before it can be clicked", async ({
  playwright,
  launchOptions,
}) => {
  const { product, sku } = await stockFirstSkuOnly("hearth-armchair", 20);
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    executablePath: findWholeBrowser(playwright.chromium.executablePath()),
    // Playwright turns it off in every browser.
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
  });
  const page = await (await browser.newContext()).newPage();
  const errors = collectConsoleErrors(page);
  await openProduct(page, product.slug, "20 in stock");
  await page.evaluate(() => {
    window.addEventListener("pageshow", (event) => {
      document.documentElement.dataset.persisted = String(event.persisted);
    });
  });
  await page.goto(`${shop.STOREFRONT_URL}/cart`);
  await buyByRest(sku, 3);
  await page.goBack({ waitUntil: "commit" });
  await expect(page.locator("html")).toHaveAttribute("data-persisted", "true");
  await expect(shopper(page).count()).toContainText("17 in stock", SOON);
  await buyByRest(sku, 1);
  await expect(shopper(page).count()).toContainText("16 in stock", SOON);
  expect(errors).toEqual([]);
  await browser.close();
});

test("a page does not call its figures live before the stream has said something; nothing moves when it does", async ({
  page,
}) => {
  const { product } = await stockFirstSkuOnly("anchor-tape-dispenser", 20);
  const written = await page.request.get(`${shop.STOREFRONT_URL}/products/${product.slug}`);
  expect(await written.text()).toMatch(/class="live-mark" data-state="waiting">.{1,200}<time/);
  let letThrough: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route(`**${STREAM}*`, async (route) => {
    await held;
    await route.continue();
  });
  await recordLayoutShifts(page);
  const states = await statesOf(page);
  await shopper(page).openProduct(product.slug);
  await expect(page.locator(".live-mark-late")).toHaveCSS("opacity", "1");
  expect(await states()).toEqual(["waiting"]);
  letThrough();
  await isLive(page);
  expect(await states()).toEqual(["waiting", "live"]);
  await expectNoLayoutShift(page, "a page that becomes live");
});

test("a proxy that keeps streams back: the page says of when its figures are, and reads them again", async ({
  browser,
}) => {
  const { product, sku } = await stockFirstSkuOnly("anchor-tape-dispenser", 20);
  const line = await openBufferingProxy();
  const page = await (await browser.newContext({ proxy: line.proxy })).newPage();
  const errors = collectConsoleErrors(page);
  await page.clock.install();
  const listening = page.waitForRequest((request) => request.url().includes(STREAM));
  await shopper(page).openProduct(product.slug);
  // From the first moment, by what the server wrote; the time as soon as the connection has been slow.
  const time = page.locator('.live-mark[data-state="waiting"] time');
  await expect(time).toBeVisible();
  await expect(page.locator(".live-mark-late")).toHaveCSS("opacity", "1");
  expect(await ageOf(page, ".live-mark")).toBeLessThan(60_000);
  await listening;
  await expect(shopper(page).count()).toContainText("20 in stock");
  await buyByRest(sku, 1);
  // Nothing was heard: first it gives up, then it says so, then it reads.
  for (const passMs of [10_000, 5_000]) await page.clock.runFor(passMs);
  await expect(time).toBeVisible();
  await page.clock.runFor(20_000);
  await expect(shopper(page).count()).toContainText("19 in stock", SOON);
  await expect(page.locator('.live-mark[data-state="live"]')).toHaveCount(0);
  expect(errors).toEqual([]);
  await page.close();
  await line.close();
});
