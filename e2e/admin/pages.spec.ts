import type { Page } from "@playwright/test";
import { axeViolations, contrastViolations, narrowScreenViolations } from "../accessibility.ts";
import { test } from "../browser-test.ts";
import { shop } from "../env.ts";
import { call, orderSchema, stockFirstSkuOnly, tokenOf } from "../rest-client.ts";
import { collectConsoleErrors } from "../shopper-page.ts";
import { expect, openAsAdmin } from "./staff-pages.ts";

test.describe.configure({ mode: "parallel", timeout: 120_000 });

const PHONE = { width: 390, height: 844 };

/** Checks a page of the admin in the light theme, in the dark theme and on a narrow screen. */
async function audit(page: Page, path: string): Promise<void> {
  const errors = collectConsoleErrors(page);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.goto(`${shop.ADMIN_URL}${path}`);
  await expect(page.locator("h1")).toHaveCount(1);
  // One for what happens on the page, one for toasts; neither speaks before something has happened. Next puts one of its
  // own into a shadow of the page, sooner or later.
  const regions = page.locator("css:light=[aria-live], [role=status], [role=alert], [role=log]");
  expect(await regions.allInnerTexts()).toEqual(["", ""]);
  expect(await axeViolations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await contrastViolations(page)).toEqual([]);
  await page.setViewportSize(PHONE);
  expect(await narrowScreenViolations(page)).toEqual([]);
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
  const { sku } = await stockFirstSkuOnly("field-sketchbook", 3);
  const body = { items: [{ sku, quantity: 1 }] };
  const placed = await call("POST", "/api/orders", { token: await tokenOf("shopper"), body });
  await audit(await openAsAdmin(browser), `/orders/${orderSchema.parse(placed.body).id}`);
});
