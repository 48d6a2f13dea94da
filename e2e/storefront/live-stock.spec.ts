import { type BrowserContext, expect, type Page } from "@playwright/test";
import { test } from "../browser-test.ts";
import { endHold } from "../end-hold.ts";
import { shop } from "../env.ts";
import { expectNoLayoutShift, recordLayoutShifts } from "../layout-shift.ts";
import { endlessAnimations } from "../live-page.ts";
import { buyByRest, holdByRest, setAvailableStock, stockFirstSkuOnly } from "../rest-client.ts";
import { shopper, withoutEvents } from "../shopper-page.ts";

/** What people notice as "at once"; the page is not touched meanwhile. */
const SOON = { timeout: 3_000 };

const isLive = (page: Page) => page.locator('.live-mark[data-state="live"]').waitFor();

async function opened(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${shop.STOREFRONT_URL}${path}`);
  return page;
}

/** Waits until all these pages listen: each holds the lock of the one connection, or waits for it. */
async function allListen(pages: readonly Page[]): Promise<void> {
  const count = async (): Promise<number> => {
    const locks = await pages[0]?.evaluate(() => navigator.locks.query());
    return (locks?.held?.length ?? 0) + (locks?.pending?.length ?? 0);
  };
  await expect.poll(count).toBe(pages.length);
}

test("A buys by REST; B's open product page, shelf, search and cart change without a touch", async ({
  browser,
}) => {
  const { product, sku } = await stockFirstSkuOnly("week-desk-pad", 3);
  const b = await browser.newContext();
  const page = await opened(b, `/products/${product.slug}`);
  await isLive(page);
  await shopper(page).addToCart();
  await shopper(page).expectAddedToCart();
  await page.close();

  const pages = await Promise.all(
    [
      `/products/${product.slug}`,
      `/categories/${product.category}`,
      `/search?q=${product.title}`,
      "/cart",
    ].map((path) => opened(b, path)),
  );
  await allListen(pages);
  const [open, shelf, search, cart] = pages as [Page, Page, Page, Page];
  await expect(shopper(open).count()).toContainText("Only 3 left");
  // Pages beside each other are all looked at in a headless browser, as windows beside each other are.
  await isLive(open);
  await buyByRest(sku, 2);
  await expect(shopper(open).count()).toContainText("Only 1 left", SOON);
  await expect(open.locator(".stock-count")).toContainText("2 were bought just now", SOON);
  await expect(shopper(shelf).card(product.slug)).toContainText("Only 1 left", SOON);
  await expect(shopper(search).card(product.slug)).toContainText("Only 1 left", SOON);
  await expect(cart.getByText("Only 1 left")).toBeVisible(SOON);
  await buyByRest(sku, 1);
  await expect(shopper(open).count()).toContainText("Out of stock", SOON);
  await expect(open.locator(".stock-count")).toContainText(/The last one was bought at \d\d:\d\d/, SOON);
  await expect(shopper(shelf).card(product.slug)).toContainText("Out of stock", SOON);
  await expect(cart.getByText("Sold out", { exact: false }).first()).toBeVisible(SOON);

  await setAvailableStock(sku, 12);
  await expect(shopper(open).count()).toContainText("It is back. 12 in stock.", SOON);
  await expect(shopper(shelf).card(product.slug)).toContainText("12 in stock", SOON);
});

test("a sale is told without reading a page again", async ({ page }) => {
  const { product, sku } = await stockFirstSkuOnly("week-desk-pad", 9);
  const listening = page.waitForRequest((request) => request.url().includes("/api/stock/events"));
  await page.goto(`${shop.STOREFRONT_URL}/categories/${product.category}`);
  await expect(shopper(page).card(product.slug)).toContainText("9 in stock");
  // What the page does by itself when it opens is over.
  await page.waitForLoadState("load");
  await listening;
  await page.waitForTimeout(500);
  const reads: string[] = [];
  page.on("request", (request) => reads.push(request.url()));
  await buyByRest(sku, 1);
  await expect(shopper(page).card(product.slug)).toContainText("8 in stock", SOON);
  expect(reads).toEqual([]);
});

test("whoever's hold has ended sees at checkout what can be held again, as it changes", async ({ page }) => {
  const { product, sku } = await stockFirstSkuOnly("week-desk-pad", 2);
  const me = shopper(page);
  await me.openProduct(product.slug);
  await me.addToCart();
  await me.expectAddedToCart();
  await me.holdAndCheckOut();
  await page.waitForURL(/order=/);
  await endHold(new URL(page.url()).searchParams.get("order") ?? "");
  await page.reload();
  const main = page.getByRole("main");
  await expect(main.getByText("It is still here, so you can hold it again.")).toBeVisible();
  const again = main.getByRole("button", { name: "Hold again", exact: true });
  await expect(again).toBeVisible();
  await buyByRest(sku, 2);
  await expect(main.getByText("went to somebody else.")).toBeVisible(SOON);
  await expect(again).toBeHidden();
  await setAvailableStock(sku, 1);
  await expect(again).toBeVisible(SOON);
});

test("whoever comes later is told when the last one was bought, or that it is on hold", async ({ page }) => {
  const { product, sku } = await stockFirstSkuOnly("week-desk-pad", 2);
  await buyByRest(sku, 1);
  const { act } = await holdByRest(sku, 1);
  await page.goto(`${shop.STOREFRONT_URL}/products/${product.slug}`);
  await expect(page.locator(".stock-count")).toContainText("The last one is on hold for somebody");
  await isLive(page);
  await act("cancel");
  await expect(shopper(page).count()).toContainText("Only 1 left", SOON);
  await buyByRest(sku, 1);
  await page.reload();
  await expect(page.locator(".stock-count")).toContainText(/The last one was bought at \d\d:\d\d/);
});

/** A process reads the movements once in three seconds at most, and other files move things meanwhile. */
const TOLD = { timeout: 5_000 };

/**
 * Sells one and looks whether its figures are shown, until they are: of what other files move meanwhile only the latest is
 * shown as well. Gives back how many are left.
 */
async function sellUntilTold(
  sku: string,
  left: number,
  look: (figures: string) => Promise<void>,
): Promise<number> {
  let now = left;
  await expect(async () => {
    await buyByRest(sku, 1);
    now -= 1;
    await look(`${now + 1} → ${now}`);
  }).toPass();
  return now;
}

test("a storeroom in which much moves shows its latest movements above the header, without names", async ({
  page,
}) => {
  const { product, sku } = await stockFirstSkuOnly("week-desk-pad", 30);
  for (let sold = 0; sold < 6; sold += 1) await buyByRest(sku, 1);
  const strip = page.locator(".movement-strip");
  await sellUntilTold(sku, 24, async (figures) => {
    await page.goto(shop.STOREFRONT_URL);
    await expect(strip).toContainText(figures, TOLD);
    await expect(strip).toContainText(product.title, { timeout: 100 });
  });
  await expect(strip).toContainText("Storeroom, live");
  await expect(strip.locator("[aria-hidden]").first()).toBeAttached();
});

/** Opens a page above whose header movements are shown, and waits until it is told of more. */
async function openWithStrip(page: Page, path: string): Promise<void> {
  const listening = page.waitForRequest((request) =>
    /\/api\/stock\/events\?.*storeroom=/.test(request.url()),
  );
  // Whether a storeroom is busy is known for five seconds.
  await expect(async () => {
    await page.goto(`${shop.STOREFRONT_URL}${path}`);
    await expect(page.locator(".movement-strip")).toBeVisible({ timeout: 100 });
  }).toPass();
  await listening;
}

test("the storeroom's movements are told to every open page by the one connection, and read by none", async ({
  context,
}) => {
  const { sku } = await stockFirstSkuOnly("week-desk-pad", 30);
  for (let sold = 0; sold < 6; sold += 1) await buyByRest(sku, 1);
  // A process keeps for two seconds what it has read for pages.
  const [product, empty] = [await context.newPage(), await context.newPage()];
  await product.waitForTimeout(2_000);
  await recordLayoutShifts(product);
  await openWithStrip(product, "/products/week-desk-pad");
  await isLive(product);
  // A page on which no product is.
  await empty.goto(`${shop.STOREFRONT_URL}/cart`);
  await expect(empty.locator(".movement-strip")).toBeVisible();
  await allListen([product, empty]);
  const reads: string[] = [];
  for (const page of [product, empty])
    page.on("request", (request) => {
      if (/latestMovements|stock\/events/.test(request.url())) reads.push(request.url());
    });
  const bothTell = async (figures: string) => {
    for (const page of [product, empty])
      await expect(page.locator(".movement-strip")).toContainText(figures, TOLD);
  };
  const left = await sellUntilTold(sku, 24, bothTell);
  await sellUntilTold(sku, left, bothTell);
  expect(reads).toEqual([]);
  await expectNoLayoutShift(product, "a strip that moves");
  await product.emulateMedia({ reducedMotion: "reduce" });
  expect(await endlessAnimations(product)).toEqual([]);
});

test("without the stream the strip is read, and does not call itself live", async ({ page, context }) => {
  const { sku } = await stockFirstSkuOnly("week-desk-pad", 30);
  for (let sold = 0; sold < 6; sold += 1) await buyByRest(sku, 1);
  await withoutEvents(context);
  const strip = page.locator(".movement-strip");
  await expect(async () => {
    await page.goto(shop.STOREFRONT_URL);
    await expect(strip).toBeVisible({ timeout: 100 });
  }).toPass();
  // It is read every ten seconds.
  await sellUntilTold(sku, 24, (figures) => expect(strip).toContainText(figures, { timeout: 12_000 }));
  await expect(strip).toHaveAttribute("data-state", "waiting");
  await expect(strip.getByText("live")).toBeHidden();
});

/** As if another tab had been chosen, or this one again. */
function setVisibility(page: Page, state: "hidden" | "visible"): Promise<void> {
  return page.evaluate((value) => {
    Object.defineProperty(document, "visibilityState", { value, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);
}

test("a tab that nobody looks at hears nothing; whoever comes back sees what is true then", async ({
  page,
}) => {
  const { product, sku } = await stockFirstSkuOnly("week-desk-pad", 20);
  await page.goto(`${shop.STOREFRONT_URL}/products/${product.slug}`);
  await isLive(page);
  await expect(shopper(page).count()).toContainText("20 in stock");
  const closed = page.waitForEvent("requestfailed", (request) => request.url().includes("/api/stock/events"));
  await setVisibility(page, "hidden");
  await closed;
  await buyByRest(sku, 1);
  await expect(shopper(page).count()).toContainText("20 in stock");
  await setVisibility(page, "visible");
  await expect(shopper(page).count()).toContainText("19 in stock", SOON);
  await buyByRest(sku, 1);
  await expect(shopper(page).count()).toContainText("18 in stock", SOON);
});
