import { type BrowserContext, expect, type Page } from "@playwright/test";
import { test } from "../browser-test.ts";
import { expectNoLayoutShift, recordLayoutShifts } from "../layout-shift.ts";
import { call, readStock, setAvailableStock, stockFirstSkuOnly, tokenOf } from "../rest-client.ts";
import { clickWhenReady, holdReads, shopper, withoutEvents } from "../shopper-page.ts";

// Two browsers that share nothing; A is always faster than B. Nobody is told of events: what holds here needs none.
async function two(contexts: () => Promise<BrowserContext>): Promise<{ a: Page; b: Page; listOfB: Page }> {
  const one = await withoutEvents(await contexts());
  const other = await withoutEvents(await contexts());
  return { a: await one.newPage(), b: await other.newPage(), listOfB: await other.newPage() };
}

async function buyTheLastOne(page: Page, slug: string): Promise<void> {
  const a = shopper(page);
  await a.openProduct(slug);
  await a.addToCart();
  await a.expectAddedToCart();
  await a.holdAndCheckOut();
  await a.fillCheckout();
  await a.pay();
  await a.expectOrderPlaced();
}

test("A buys the last one; B's next look says Out of stock, on the product page and on the list", async ({
  browser,
}) => {
  const { product, sku } = await stockFirstSkuOnly("clearing-lamp", 1);
  const { a, b, listOfB } = await two(() => browser.newContext());
  await shopper(b).openProduct(product.slug);
  await expect(shopper(b).count()).toContainText("Only 1 left");
  await shopper(listOfB).openCategory(product.category);
  await expect(shopper(listOfB).card(product.slug)).toContainText("Only 1 left");

  await buyTheLastOne(a, product.slug);

  await b.reload();
  await expect(shopper(b).count()).toContainText("Out of stock");
  await listOfB.reload();
  await expect(shopper(listOfB).card(product.slug)).toContainText("Out of stock");
  expect(await readStock(sku)).toMatchObject({ onHand: 0, reserved: 0, available: 0 });
});

test("B presses the stale Add to cart: a clear message, nothing in the cart, nothing charged", async ({
  browser,
}) => {
  const { product, sku } = await stockFirstSkuOnly("halfmoon-globe", 1);
  const { a, b } = await two(() => browser.newContext());
  await shopper(b).openProduct(product.slug);
  await expect(shopper(b).count()).toContainText("Only 1 left");
  // However long A takes: without events a page reads again what it shows.
  const letReadsGo = await holdReads(b);
  await buyTheLastOne(a, product.slug);

  const refused = b.waitForResponse((response) => response.request().method() === "POST");
  await shopper(b).addToCart();
  await refused;
  letReadsGo();
  await expect(b.getByRole("alert").filter({ hasText: "Someone just bought the last one." })).toContainText(
    "You have not been charged.",
  );
  await expect(shopper(b).count()).toContainText("Out of stock");
  await b.goto(new URL("/cart", b.url()).href);
  await expect(b.getByText("Your cart is empty.")).toBeVisible();
  expect(await readStock(sku)).toMatchObject({ onHand: 0, reserved: 0 });
});

test("whoever holds the last one is led back to it, from its page and from the empty cart", async ({
  page,
}) => {
  const { product } = await stockFirstSkuOnly("halfmoon-globe", 1);
  const me = shopper(page);
  const checkout = page.getByRole("heading", { level: 1, name: "Checkout" });
  const mine = page.getByText("1 is on hold for you.");
  await me.openProduct(product.slug);
  await me.addToCart();
  await me.expectAddedToCart();
  await me.holdAndCheckOut();
  await expect(checkout).toBeVisible();

  // It comes after the page, which is the same for everybody, in the place of "Tell me": nothing moves.
  await recordLayoutShifts(page);
  await me.openProduct(product.slug);
  await expect(mine).toBeVisible();
  await expect(page.locator(".buy-box").getByRole("link", { name: "Go to checkout" })).toBeVisible();
  await expectNoLayoutShift(page, "what is on hold for the visitor");
  await page.goto(new URL("/cart", page.url()).href);
  await expect(page.getByText("Your cart is empty.")).toBeVisible();
  await expect(mine).toBeVisible();
  await page.getByRole("link", { name: "Go to checkout" }).click();
  await expect(checkout).toBeVisible();
});

test("B holds too late with a cart filled before: a clear message, no order, nothing charged", async ({
  browser,
}) => {
  const { product, sku } = await stockFirstSkuOnly("evening-shade", 1);
  const { a, b } = await two(() => browser.newContext());
  await shopper(b).openProduct(product.slug);
  await shopper(b).addToCart();
  await shopper(b).expectAddedToCart();
  await b.goto(new URL("/cart", b.url()).href);
  await expect(b.getByRole("button", { name: "Hold and check out" })).toBeEnabled();
  const letReadsGo = await holdReads(b);
  await buyTheLastOne(a, product.slug);

  const refused = b.waitForResponse((response) => response.request().method() === "POST");
  await clickWhenReady(b.getByRole("button", { name: "Hold and check out" }));
  await refused;
  letReadsGo();
  await expect(b.getByRole("alert").filter({ hasText: "Someone just bought the last one." })).toContainText(
    "You have not been charged.",
  );
  await expect(b).toHaveURL(/\/cart/);
  const orders = await call("GET", `/api/inventory/${sku}/movements`, { token: await tokenOf("inventory") });
  const kinds = (orders.body as { items: { kind: string }[] }).items.map((movement) => movement.kind);
  expect(kinds.slice(0, 2)).toEqual(["sale", "reserve"]);
});

test("cancelling and counting make the next look fresh too", async ({ browser }) => {
  const { product, sku } = await stockFirstSkuOnly("paper-float-lantern", 1);
  const { a, b, listOfB } = await two(() => browser.newContext());
  await buyTheLastOne(a, product.slug);
  await shopper(b).openProduct(product.slug);
  await expect(shopper(b).count()).toContainText("Out of stock");

  await a.getByRole("button", { name: "Cancel the order" }).click();
  await a
    .getByRole("dialog")
    .getByRole("button", { name: /^Cancel/ })
    .click();
  await expect(a.getByText("Order cancelled.")).toBeVisible();
  await b.reload();
  await expect(shopper(b).count()).toContainText("Only 1 left");
  await shopper(listOfB).openCategory(product.category);
  await expect(shopper(listOfB).card(product.slug)).toContainText("Only 1 left");

  await setAvailableStock(sku, 24);
  await b.reload();
  await expect(shopper(b).count()).toContainText("24 in stock");
  await listOfB.reload();
  await expect(shopper(listOfB).card(product.slug)).toContainText("24 in stock");
});

test("a hold alone makes the next look fresh: what is held cannot be seen as free", async ({ browser }) => {
  const { product, sku } = await stockFirstSkuOnly("bell-pendant", 1);
  const { a, b } = await two(() => browser.newContext());
  await shopper(a).openProduct(product.slug);
  await shopper(a).addToCart();
  await shopper(a).expectAddedToCart();
  await shopper(a).holdAndCheckOut();
  await expect(a.getByRole("heading", { level: 1, name: "Checkout" })).toBeVisible();
  await shopper(b).openProduct(product.slug);
  await expect(shopper(b).count()).toContainText("Out of stock");
  expect(await readStock(sku)).toMatchObject({ onHand: 1, reserved: 1 });
});
