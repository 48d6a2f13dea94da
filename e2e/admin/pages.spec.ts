import { type Page, test } from "@playwright/test";
import { contrastFaultsOf, faultsOf, narrowFaultsOf } from "../accessibility.ts";
import { shop } from "../env.ts";
import { call, leaveOnly, order, tokenOf } from "../rest.ts";
import { watchConsole } from "../shopper.ts";
import { expect, openAsAdmin } from "./staff-pages.ts";

test.describe.configure({ mode: "parallel", timeout: 120_000 });

const PHONE = { width: 390, height: 844 };

/** Opens a page of the desk by day, looks at it by night and on a phone. */
async function audit(page: Page, path: string): Promise<void> {
  const errors = watchConsole(page);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.goto(`${shop.ADMIN_URL}${path}`);
  await expect(page.locator("h1")).toHaveCount(1);
  expect(await faultsOf(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await contrastFaultsOf(page)).toEqual([]);
  await page.setViewportSize(PHONE);
  expect(await narrowFaultsOf(page)).toEqual([]);
  expect(errors).toEqual([]);
}

for (const path of [
  "/inventory?q=CER-MUG",
  "/orders",
  "/inventory/CER-MUG-EMB",
  "/inventory?q=nothing",
  "/cache",
  "/mail",
  "/holders",
  "/issues",
])
  test(`${path}: nothing for axe to find by day, by night and on a phone, the console is quiet`, async ({
    browser,
  }) => audit(await openAsAdmin(browser), path));

test("an order: nothing for axe to find by day, by night and on a phone, the console is quiet", async ({
  browser,
}) => {
  const { sku } = await leaveOnly("field-sketchbook", 3);
  const body = { items: [{ sku, quantity: 1 }] };
  const placed = await call("POST", "/api/orders", { token: await tokenOf("shopper"), body });
  await audit(await openAsAdmin(browser), `/orders/${order.parse(placed.body).id}`);
});
