import { expect, type Page, type Request } from "@playwright/test";
import { test } from "../browser-test.ts";
import { shop } from "../env.ts";
import { readProduct, setAvailableStock, stockFirstSkuOnly } from "../rest-client.ts";
import { shopper, withoutEvents } from "../shopper-page.ts";

// What holds here needs no events.
test.beforeEach(({ context }) => withoutEvents(context));

/** How long a page does not ask again for the stock that came with its HTML. */
const FRESH_MS = 5_000;

test("what came with the page is not asked for a second time", async ({ page }) => {
  await stockFirstSkuOnly("orchard-jug", 3);
  const asked: string[] = [];
  let arrived = Number.POSITIVE_INFINITY;
  page.on("response", (response) => {
    if (response.request().isNavigationRequest()) arrived = Date.now();
  });
  page.on("request", (request) => {
    // A page that hydrates later than this asks again, because its stock is too old by then.
    const isYoung = Date.now() - arrived < FRESH_MS;
    const isStream = request.resourceType() === "eventsource";
    if (request.url().includes("/api/") && isYoung && !isStream) asked.push(...proceduresOf(request));
  });
  for (const path of [
    "/",
    "/products",
    "/categories/ceramics",
    "/products/orchard-jug",
    "/search?q=jug",
    "/cart",
  ])
    await page.goto(`${shop.STOREFRONT_URL}${path}`, { waitUntil: "networkidle" });
  // What is the visitor's own, and what moved lately, come after a page that is the same for everybody.
  expect(asked.filter((procedure) => !["cart.get", "inventory.latestMovements"].includes(procedure))).toEqual(
    [],
  );
});

function proceduresOf(request: Request): readonly string[] {
  return new URL(request.url()).pathname.replace("/api/trpc/", "").split(",");
}

test("whoever comes back to a page sees what is true now, without loading it again", async ({ page }) => {
  const { sku, product } = await stockFirstSkuOnly("single-stem-vase", 3);
  const me = shopper(page);
  await me.openProduct(product.slug);
  await expect(me.count()).toContainText("Only 3 left");
  await setAvailableStock(sku, 2);
  await comeBackUntil(page, () => expect(me.count()).toContainText("Only 2 left", { timeout: 2_000 }));
  // Not only after the first change.
  await setAvailableStock(sku, 1);
  await comeBackUntil(page, () => expect(me.count()).toContainText("Only 1 left", { timeout: 2_000 }));

  await me.openCategory(product.category);
  await expect(me.card(product.slug)).toContainText("Only 1 left");
  await setAvailableStock(sku, 0);
  await comeBackUntil(page, () =>
    expect(me.card(product.slug)).toContainText("Out of stock", { timeout: 2_000 }),
  );
});

test("every request tells the newest figures that this tab has shown, so that none of them may go back", async ({
  page,
}) => {
  const { sku, product } = await stockFirstSkuOnly("orchard-jug", 5);
  const told: (number | undefined)[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/trpc/")) told.push(toldOf(request, product.id));
  });
  const me = shopper(page);
  await me.openProduct(product.slug);
  await expect(me.count()).toBeVisible();
  const shown = (await readProduct(product.slug)).stockVersion;
  // Stock that came with the HTML counts as seen, without another request.
  await me.addToCart();
  await me.expectAddedToCart();
  expect(told[0]).toBeGreaterThanOrEqual(shown);

  await setAvailableStock(sku, 2);
  const changed = (await readProduct(product.slug)).stockVersion;
  expect(changed).toBeGreaterThan(shown);
  await comeBackUntil(page, () => expect(me.count()).toContainText("Only 2 left", { timeout: 2_000 }));
  const seenBefore = told.length;
  await comeBackUntil(page, () => expect.poll(() => told.length).toBeGreaterThan(seenBefore));
  expect(told.at(-1)).toBeGreaterThanOrEqual(changed);
});

/** The version of a product that a request reports as seen. */
function toldOf(request: Request, productId: string): number | undefined {
  const entries = request.headers()["x-stock-seen"]?.split(",") ?? [];
  const version = entries.find((entry) => entry.startsWith(`${productId}=`))?.split("=")[1];
  return version === undefined ? undefined : Number(version);
}

/** Simulates coming back to the tab; repeatedly, because the page may not have hydrated at the first time. */
async function comeBackUntil(page: Page, seen: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await seen();
  }).toPass();
}

test("a figure that one page learned is on the shelf behind it", async ({ page }) => {
  const { sku, product } = await stockFirstSkuOnly("harbour-teapot", 2);
  const me = shopper(page);
  await me.openCategory(product.category);
  await expect(me.card(product.slug)).toContainText("Only 2 left");
  await me.card(product.slug).getByRole("link").click();
  await expect(me.count()).toContainText("Only 2 left");
  await setAvailableStock(sku, 0);
  await me.addToCart();
  await expect(
    page.getByRole("alert").filter({ hasText: "Someone just bought the last one." }),
  ).toBeVisible();
  await page.goBack();
  await expect(me.card(product.slug)).toContainText("Out of stock");
});

test("the badge counts at once, and goes back with the reason when the shop refuses", async ({ page }) => {
  const { product } = await stockFirstSkuOnly("harbour-teapot", 2);
  const me = shopper(page);
  await me.openProduct(product.slug);
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(/\/api\/trpc\/cart\.add/, async (route) => {
    await answered;
    await route.continue();
  });
  const { sku } = await stockFirstSkuOnly("harbour-teapot", 2);
  await me.addToCart();
  await expect(page.getByRole("link", { name: "Cart, 1 thing" })).toBeVisible();
  await expect(page.locator(".buy-box").getByRole("button", { name: "Adding" })).toBeVisible();
  await setAvailableStock(sku, 0);
  answer();
  await expect(page.getByRole("alert").filter({ hasText: "You have not been charged." })).toBeVisible();
  await expect(page.getByRole("link", { name: "Cart, 0 things" })).toBeVisible();
  await expect(me.count()).toContainText("Out of stock");
});
