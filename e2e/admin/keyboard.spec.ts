import { test } from "../browser-test.ts";
import { shop } from "../env.ts";
import { call, orderSchema, readStock, stockFirstSkuOnly, tokenOf } from "../rest-client.ts";
import { expect, expectStock, onHandCell, openAsAdmin, openAsInventory } from "./staff-pages.ts";

test.describe.configure({ timeout: 120_000 });

test("stock is counted without a mouse: type, Enter, the next row, and the reason is asked once", async ({
  browser,
}) => {
  const { product } = await stockFirstSkuOnly("foundry-mug", 3);
  const [first, second] = product.skus.map(({ sku }) => sku).toSorted();
  if (first === undefined || second === undefined) throw new Error("two SKUs are needed");
  const page = await openAsInventory(browser);
  await page.goto(`${shop.ADMIN_URL}/inventory?q=CER-MUG`);
  await onHandCell(page, first).focus();
  await page.keyboard.type("21");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Set to 21/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(onHandCell(page, first)).toContainText("21");
  await expect(onHandCell(page, first)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(onHandCell(page, second)).toBeFocused();
  await page.keyboard.type("22");
  await page.keyboard.press("Enter");
  await expect(onHandCell(page, second)).toContainText("22");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expectStock(second, { onHand: 22 });
  await expectStock(first, { onHand: 21 });

  await page.keyboard.press("ArrowUp");
  await page.keyboard.type("99");
  await page.keyboard.press("Escape");
  expect((await readStock(second)).onHand).toBe(22);
});

test("/ searches the list, ? tells the keys, Ctrl K finds a SKU and an order", async ({ browser }) => {
  const { sku } = await stockFirstSkuOnly("pencil-cup-and-five", 5);
  const placed = await call("POST", "/api/orders", {
    token: await tokenOf("shopper"),
    body: { items: [{ sku, quantity: 1 }] },
  });
  const { id, number } = orderSchema.parse(placed.body);
  const page = await openAsAdmin(browser);
  await page.goto(`${shop.ADMIN_URL}/inventory`);
  // The first key press may come before the page has hydrated.
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keys in the grid" })).toBeVisible({ timeout: 2000 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("/");
  await page.keyboard.type(sku);
  await expect(page).toHaveURL(new RegExp(`q=${sku}`));
  await expect(onHandCell(page, sku)).toBeVisible();

  await page.keyboard.press("Control+k");
  await page.keyboard.type(sku);
  await expect(page.getByRole("option", { name: new RegExp(sku) })).toBeVisible();
  await page.getByRole("combobox").fill(number);
  await expect(page.getByRole("option", { name: new RegExp(number) })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${shop.ADMIN_URL}/orders/${id}`);
});
