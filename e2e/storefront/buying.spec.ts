import { expect } from "@playwright/test";
import { test } from "../browser-test.ts";
import { shop } from "../env.ts";
import { PASSWORD, readMailedLink, readStock, signUp, stockFirstSkuOnly } from "../rest-client.ts";
import { CARD_DECLINED, CARD_WEBHOOK_LATE, clickWhenReady, shopper } from "../shopper-page.ts";

test("a declined card charges nothing, keeps the hold and what was typed; another card pays", async ({
  page,
}) => {
  const { product, sku } = await stockFirstSkuOnly("crook-desk-lamp", 3);
  const me = shopper(page);
  await me.openProduct(product.slug);
  await me.addToCart();
  await me.expectAddedToCart();
  await me.holdAndCheckOut();
  await me.fillCheckout(CARD_DECLINED);
  await me.pay();
  await expect(page.getByRole("alert").filter({ hasText: "The card was declined." })).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue("marta@example.com");
  expect(await readStock(sku)).toMatchObject({ onHand: 3, reserved: 1 });
  await page.getByLabel("Card number").fill("4242 4242 4242 4242");
  await me.pay();
  await me.expectOrderPlaced();
  expect(await readStock(sku)).toMatchObject({ onHand: 2, reserved: 0 });
});

test("an answer of the bank that got lost is asked for again, and the order is paid once", async ({
  page,
}) => {
  const { product, sku } = await stockFirstSkuOnly("pantry-jar", 3);
  const me = shopper(page);
  await me.openProduct(product.slug);
  await me.addToCart();
  await me.expectAddedToCart();
  await me.holdAndCheckOut();
  await me.fillCheckout(CARD_WEBHOOK_LATE);
  await me.pay();
  await me.expectOrderPlaced();
  expect(await readStock(sku)).toMatchObject({ onHand: 2, reserved: 0 });
});

test("an order that is not this visitor's says so and leads on; the link in the guest's mail opens it", async ({
  page,
  browser,
}) => {
  const { product } = await stockFirstSkuOnly("corner-satchel", 3);
  const me = shopper(page);
  await me.openProduct(product.slug);
  await me.addToCart();
  await me.expectAddedToCart();
  await me.holdAndCheckOut();
  const email = `${crypto.randomUUID()}@example.com`;
  await me.fillCheckout(undefined, email);
  await me.pay();
  const id = await me.expectOrderPlaced();
  const other = await (await browser.newContext()).newPage();
  for (const path of [`/orders/${id}`, `/checkout?order=${id}`, "/checkout?order=a&order=b"]) {
    expect((await other.goto(shop.STOREFRONT_URL + path))?.status()).toBe(404);
    await expect(other.getByRole("heading", { name: "This order is not open here." })).toBeVisible();
    await expect(other.getByRole("main").getByRole("link", { name: "Sign in" })).toBeVisible();
  }
  await other.goto(await readMailedLink(email));
  await expect(other).toHaveURL(`${shop.STOREFRONT_URL}/orders/${id}`);
  await expect(other.getByRole("heading", { name: "Thank you. It is yours." })).toBeVisible();
});

test("a signed-in shopper finds the order in the account", async ({ page }) => {
  const { product } = await stockFirstSkuOnly("porch-lantern", 3);
  const { email } = await signUp();
  const me = shopper(page);
  await page.goto(`${shop.STOREFRONT_URL}/sign-in`);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await clickWhenReady(page.getByRole("main").getByRole("button", { name: "Sign in" }));
  await expect(page).not.toHaveURL(/sign-in/);
  await me.openProduct(product.slug);
  await me.addToCart();
  await me.expectAddedToCart();
  await me.holdAndCheckOut();
  await me.fillCheckout(undefined, email);
  await me.pay();
  const id = await me.expectOrderPlaced();
  await page.goto(`${shop.STOREFRONT_URL}/account`);
  await expect(page.locator(`a[href="/orders/${id}"]`).first()).toBeVisible();
});

test("the quantity obeys what is left", async ({ page }) => {
  const { product } = await stockFirstSkuOnly("milking-stool", 2);
  await shopper(page).openProduct(product.slug);
  const stepper = page.locator(".buy-box").getByRole("group", { name: /quantity|how many/i });
  const plus = stepper.getByRole("button").last();
  await clickWhenReady(plus);
  await expect(page.getByText("You have chosen all 2 that are left.").first()).toBeVisible();
  await expect(stepper.locator("output")).toHaveText("2");
});

test("a sold-out product has no working buy button and says so", async ({ page }) => {
  const { product } = await stockFirstSkuOnly("spool-seat", 0);
  await shopper(page).openProduct(product.slug);
  await expect(shopper(page).count()).toContainText("Out of stock");
  await expect(page.locator(".buy-box").getByRole("button", { name: "Add to cart" })).toHaveCount(0);
});

test("stock and price stand in the server's first HTML, without JavaScript", async ({ browser }) => {
  const { product } = await stockFirstSkuOnly("boulder-pouf", 2);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const me = shopper(page);
  await me.openProduct(product.slug);
  await expect(me.count()).toContainText("Only 2 left");
  await expect(page.locator("h1 + .price, .buy-box .price").first()).toContainText("€");
  await me.openCategory(product.category);
  await expect(me.card(product.slug)).toContainText("Only 2 left");
  await page.goto(shop.STOREFRONT_URL);
  await expect(
    page
      .locator("main")
      .getByText(/in stock|Only \d+ left|Out of stock/)
      .first(),
  ).toBeVisible();
  await context.close();
});
