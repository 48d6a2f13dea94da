import type { Page } from "@playwright/test";
import { test } from "../browser-test.ts";
import { shop } from "../env.ts";
import { call, orderSchema, readStock, stockFirstSkuOnly, tokenOf } from "../rest-client.ts";
import { clickWhenReady } from "../shopper-page.ts";
import { expect, openAsAdmin, openAsInventory } from "./staff-pages.ts";

test.describe.configure({ timeout: 120_000 });

async function place(sku: string, quantity = 1): Promise<{ id: string; number: string }> {
  const body = { items: [{ sku, quantity }] };
  return orderSchema.parse(
    (await call("POST", "/api/orders", { token: await tokenOf("shopper"), body })).body,
  );
}

async function pay(id: string): Promise<void> {
  const { status } = await call("POST", `/api/orders/${id}/pay`, { token: await tokenOf("shopper") });
  expect(status).toBe(200);
}

const numbered = (page: Page, number: string) => page.getByRole("link", { name: number, exact: true });

test("an order that is cancelled gives its pieces back and says so", async ({ browser }) => {
  const { sku } = await stockFirstSkuOnly("archive-box", 4);
  const before = await readStock(sku);
  const { id, number } = await place(sku);
  const page = await openAsAdmin(browser);
  await page.goto(`${shop.ADMIN_URL}/orders`);
  await expect(numbered(page, number)).toBeVisible();
  await page.goto(`${shop.ADMIN_URL}/orders/${id}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(number);
  await clickWhenReady(page.getByRole("button", { name: "Cancel" }));
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByRole("button", { name: "Keep the order" })).toBeFocused();
  await dialog.getByLabel(/^Note/).fill("Asked by phone");
  await dialog.getByRole("button", { name: "Cancel 1" }).click();
  await expect(page.getByText("“Asked by phone”")).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel" })).toHaveCount(0);
  expect(await readStock(sku)).toMatchObject({ reserved: before.reserved, available: 4 });
});

test("views and the search narrow the list, and live in the address", async ({ browser }) => {
  const { sku } = await stockFirstSkuOnly("three-volume-set", 6);
  const [held, paid] = [await place(sku), await place(sku)];
  await pay(paid.id);
  const page = await openAsAdmin(browser);
  await page.goto(`${shop.ADMIN_URL}/orders`);
  await page.getByRole("link", { name: "To be sent" }).click();
  await expect(page).toHaveURL(/status=paid/);
  await expect(numbered(page, paid.number)).toBeVisible();
  await expect(numbered(page, held.number)).toHaveCount(0);
  await page.getByRole("link", { name: "Held now" }).click();
  await expect(numbered(page, held.number)).toBeVisible();
  await expect(numbered(page, paid.number)).toHaveCount(0);

  await page.getByRole("link", { name: "All", exact: true }).click();
  await page.getByLabel("Order or email").fill(paid.number);
  await expect(page).toHaveURL(new RegExp(`q=${paid.number}`));
  await expect(numbered(page, held.number)).toHaveCount(0);
  await expect(numbered(page, paid.number)).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/status=pending/);
});

test("a paid order is sent by the warehouse, who may not cancel it", async ({ browser }) => {
  const { sku } = await stockFirstSkuOnly("three-volume-set", 6);
  const { id } = await place(sku);
  await pay(id);
  const page = await openAsInventory(browser);
  await page.goto(`${shop.ADMIN_URL}/orders/${id}`);
  await expect(page.getByRole("button", { name: "Mark as sent" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Cancel/ })).toHaveCount(0);
  await clickWhenReady(page.getByRole("button", { name: "Mark as sent" }));
  await expect(page.getByText("by Ines Moreau")).toBeVisible();
  await expect(page.getByRole("button", { name: "Mark as sent" })).toHaveCount(0);
});

test("a part of an order is cancelled, what was sent is taken back, and every piece is accounted for", async ({
  browser,
}) => {
  const { sku } = await stockFirstSkuOnly("three-volume-set", 6);
  const { onHand } = await readStock(sku);
  const { id, number } = await place(sku, 3);
  await pay(id);
  const page = await openAsAdmin(browser);
  await page.goto(`${shop.ADMIN_URL}/orders/${id}`);
  await clickWhenReady(page.getByRole("button", { name: "Cancel and refund" }));
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: /^One less/ }).click();
  await dialog.getByRole("button", { name: /^One less/ }).click();
  await dialog.getByRole("button", { name: /^Cancel 1, refund €/ }).click();
  await expect(dialog).toBeHidden();
  const line = page.getByRole("row").filter({ hasText: sku });
  await expect(line.getByRole("cell").nth(3)).toHaveText("3");
  await expect(line.getByRole("cell").nth(4)).toHaveText("1");
  expect(await readStock(sku)).toMatchObject({ onHand: onHand - 2 });

  await page.getByRole("button", { name: "Mark as sent" }).click();
  await page.getByRole("button", { name: "Take back" }).click();
  await dialog.getByRole("button", { name: /^Take back 1, refund €/ }).click();
  await expect(dialog).toBeHidden();
  await expect(line.getByRole("cell").nth(5)).toHaveText("1");
  expect(await readStock(sku)).toMatchObject({ onHand: onHand - 1 });

  await page.goto(`${shop.ADMIN_URL}/inventory/${sku}`);
  await expect(page.getByRole("link", { name: number, exact: true }).first()).toBeVisible();
});
