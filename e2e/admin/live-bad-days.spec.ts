import type { Page } from "@playwright/test";
import { test } from "../browser-test.ts";
import { shop } from "../env.ts";
import { ageOf, openStreams, shiftClock } from "../live-page.ts";
import { buyByRest, stockFirstSkuOnly } from "../rest-client.ts";
import { collectConsoleErrors } from "../shopper-page.ts";
import { expect, openAsInventory } from "./staff-pages.ts";

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
