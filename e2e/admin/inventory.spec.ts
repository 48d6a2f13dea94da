import { test } from "@playwright/test";
import { contrastFaultsOf, faultsOf, narrowFaultsOf } from "../accessibility.ts";
import { shop } from "../env.ts";
import { call, leaveOnly, order, readStock, tokenOf } from "../rest.ts";
import { shopper, watchConsole } from "../shopper.ts";
import { adminDesk, expect, inventoryDesk, openOn, stockIs } from "./desk.ts";

test.describe.configure({ timeout: 120_000 });

const DESKTOP = { width: 1280, height: 720 };
const PHONE = { width: 390, height: 844 };

test("staff adjust stock with a reason; the shop's next look is fresh and the ledger says who and why", async ({
  browser,
}) => {
  const { product, sku } = await leaveOnly("ledger-notebook", 8);
  const { reserved } = await readStock(sku);
  const note = `Chipped rim, box ${Date.now()}`;
  const page = await inventoryDesk(browser);
  const errors = watchConsole(page);
  const cell = await openOn(page, sku);
  await expect(cell).toHaveText(String(reserved + 8));
  await cell.click();
  await page.keyboard.press("-");
  const popover = page.getByRole("dialog");
  await popover.getByText("Damaged").click();
  await popover.getByLabel(/^Note/).fill(note);
  await popover.getByRole("button", { name: "Take 1 away" }).click();
  await expect(cell).toContainText(String(reserved + 7));
  await stockIs(sku, { onHand: reserved + 7, available: 7 });

  const buyer = await (await browser.newContext()).newPage();
  await shopper(buyer).look(product.slug);
  await expect(shopper(buyer).count()).toContainText(/7 (in stock|left)/);

  await page.goto(`${shop.ADMIN_URL}/inventory/${sku}`);
  await expect(page.getByText(note)).toBeVisible();
  expect(errors).toEqual([]);
});

test("admin pages: axe finds nothing by day, by night and on a phone, the console is quiet", async ({
  browser,
}) => {
  const page = await adminDesk(browser);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const errors = watchConsole(page);
  const { id } = order.parse((await placeOne()).body);
  for (const path of [
    "/inventory?q=CER-MUG",
    "/orders",
    `/orders/${id}`,
    "/inventory/CER-MUG-EMB",
    "/inventory?q=nothing",
    "/cache",
    "/mail",
  ]) {
    await page.goto(`${shop.ADMIN_URL}${path}`);
    await expect(page.locator("h1")).toHaveCount(1);
    expect(await faultsOf(page), path).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await contrastFaultsOf(page), path).toEqual([]);
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize(PHONE);
    expect(await narrowFaultsOf(page), `${path} on a phone`).toEqual([]);
    await page.setViewportSize(DESKTOP);
  }
  expect(errors).toEqual([]);
});

async function placeOne() {
  const { sku } = await leaveOnly("workshop-ink", 3);
  return call("POST", "/api/orders", {
    token: await tokenOf("shopper"),
    body: { items: [{ sku, quantity: 1 }] },
  });
}
