import type { Page } from "@playwright/test";
import { test } from "../browser-test.ts";
import { openBufferingProxy } from "../buffering-proxy.ts";
import { shop } from "../env.ts";
import { expectNoLayoutShift, recordLayoutShifts } from "../layout-shift.ts";
import { ageOf, openStreams, shiftClock, statesOf } from "../live-page.ts";
import { buyByRest, PEOPLE, readStock, stockFirstSkuOnly } from "../rest-client.ts";
import { collectConsoleErrors } from "../shopper-page.ts";
import { expect, openAs, openAsInventory } from "./staff-pages.ts";

test.describe.configure({ timeout: 120_000 });

/** What people notice as "at once"; the page is not touched meanwhile. */
const SOON = { timeout: 3_000 };
const STREAM = "/api/inventory/events";
const available = (page: Page, sku: string) => page.locator(`tr[data-sku="${sku}"] [data-column="av"]`);
const liveMark = (page: Page, state: "live" | "waiting") =>
  page.locator(`.top-bar .live-mark[data-state="${state}"]`);

async function openList(page: Page, sku: string): Promise<void> {
  await page.goto(`${shop.ADMIN_URL}/inventory?q=${sku}`);
  await liveMark(page, "live").waitFor();
}

test("two tabs have one connection; the one that holds it closes, and the other goes on", async ({
  browser,
}) => {
  const { sku } = await stockFirstSkuOnly("well-bucket-bag", 20);
  const first = await openAsInventory(browser);
  const streams = openStreams(first.context(), STREAM);
  const second = await first.context().newPage();
  const errors = [first, second].map(collectConsoleErrors);
  await openList(first, sku);
  await openList(second, sku);
  for (const page of [first, second]) await expect(available(page, sku)).toContainText("20");
  await buyByRest(sku, 1);
  for (const page of [first, second]) await expect(available(page, sku)).toContainText("19", SOON);
  expect(streams.size).toBe(1);
  await first.close();
  await expect.poll(() => streams.size).toBe(1);
  await buyByRest(sku, 1);
  await expect(available(second, sku)).toContainText("18", SOON);
  await expect(liveMark(second, "live")).toBeVisible();
  expect(errors).toEqual([[], []]);
});

for (const [where, shiftMs] of [
  ["behind", -86_400_000],
  ["ahead", 86_400_000],
] as const)
  test(`a clock that is a day ${where}: the times of figures are right, online and offline`, async ({
    browser,
  }) => {
    const { sku } = await stockFirstSkuOnly("well-bucket-bag", 20);
    const page = await openAsInventory(browser);
    await shiftClock(page, shiftMs);
    await openList(page, sku);
    await expect(available(page, sku)).toContainText("20");
    await page.context().setOffline(true);
    await expect(page.locator(".offline-bar time")).toBeVisible();
    expect(Math.abs(await ageOf(page, ".offline-bar"))).toBeLessThan(60_000);
    await liveMark(page, "waiting").waitFor();
    expect(Math.abs(await ageOf(page, ".top-bar"))).toBeLessThan(60_000);
    // Back again, but the API does not answer: what is shown is as old as before.
    await page.route("**/api/trpc/**", (route) => route.abort());
    await page.context().setOffline(false);
    await expect(page.locator(".list-notice time")).toBeVisible();
    expect(Math.abs(await ageOf(page, ".list-notice"))).toBeLessThan(120_000);
  });

test("a list does not call itself live before the stream has said something; nothing moves when it does", async ({
  browser,
}) => {
  const page = await openAsInventory(browser);
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
  await page.goto(`${shop.ADMIN_URL}/inventory`);
  await expect(page.locator(".top-bar .live-mark-late")).toHaveCSS("opacity", "1");
  expect(await ageOf(page, ".top-bar")).toBeLessThan(60_000);
  expect(await states()).toEqual(["waiting"]);
  letThrough();
  await liveMark(page, "live").waitFor();
  expect(await states()).toEqual(["waiting", "live"]);
  await expectNoLayoutShift(page, "a list that becomes live");
});

test("a proxy that keeps streams back: the page says of when its figures are, and reads them again", async ({
  browser,
}) => {
  const { sku } = await stockFirstSkuOnly("well-bucket-bag", 20);
  // Signed in before: the proxy is for a browser's requests alone.
  await (await openAsInventory(browser)).close();
  const line = await openBufferingProxy();
  const page = await openAs(browser, PEOPLE.inventory, { proxy: line.proxy });
  await page.clock.install();
  const listening = page.waitForRequest((request) => request.url().includes(STREAM));
  await page.goto(`${shop.ADMIN_URL}/inventory?q=${sku}`);
  await expect(liveMark(page, "waiting").locator("time")).toBeVisible();
  await listening;
  await expect(available(page, sku)).toContainText("20");
  await buyByRest(sku, 1);
  // Nothing was heard: first it gives up, then it says so, then it reads.
  for (const passMs of [10_000, 5_000]) await page.clock.runFor(passMs);
  await expect(liveMark(page, "waiting").locator("time")).toBeVisible();
  await page.clock.runFor(20_000);
  await expect(available(page, sku)).toContainText("19", SOON);
  await expect(liveMark(page, "live")).toHaveCount(0);
  expect(await readStock(sku)).toMatchObject({ available: 19 });
  await page.close();
  await line.close();
});
