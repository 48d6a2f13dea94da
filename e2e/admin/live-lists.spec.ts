import type { Page } from "@playwright/test";
import { test } from "../browser-test.ts";
import { shop } from "../env.ts";
import { buyByRest, setAvailableStock, stockFirstSkuOnly } from "../rest-client.ts";
import { expect, onHandCell, openAsAdmin, openAsInventory } from "./staff-pages.ts";

test.describe.configure({ timeout: 120_000 });

const status = (page: Page) => page.locator("[data-page-status]");
const sortAgain = (page: Page) => page.getByRole("button", { name: /rows? moved, sort again/ });

/** Opens a page of the admin, and waits until it is told of changes and has read what it shows. */
async function openLive(page: Page, path: string): Promise<void> {
  await page.goto(`${shop.ADMIN_URL}${path}`);
  await page.locator('.top-bar .live-mark[data-state="live"]').waitFor();
  await page.waitForTimeout(1_000);
}

test("a row that leaves its view stays with its figures and the focus until the list is sorted again", async ({
  browser,
}) => {
  const { sku } = await stockFirstSkuOnly("slow-pour-kettle", 1);
  const page = await openAsInventory(browser);
  await openLive(page, `/inventory?view=low&q=${sku}`);
  const cell = onHandCell(page, sku);
  await cell.click();
  await setAvailableStock(sku, 60);
  await expect(page.locator(`tr[data-sku="${sku}"] [data-column="av"]`)).toContainText("60");
  await expect(sortAgain(page)).toHaveText("1 row moved, sort again");
  await expect(cell).toBeFocused();
  await expect(status(page)).toHaveText(
    new RegExp(`^${sku} changed: on hand \\d+, reserved \\d+, available 60\\.$|moved`),
  );

  // It is read by itself now that the list has it no longer, and stays true.
  await setAvailableStock(sku, 61);
  await expect(page.locator(`tr[data-sku="${sku}"] [data-column="av"]`)).toContainText("61");
  await sortAgain(page).press("Enter");
  await expect(page.locator(`tr[data-sku="${sku}"]`)).toHaveCount(0);
  await expect(sortAgain(page)).toHaveCount(0);
  await expect(page.locator(".sort-again")).toBeFocused();
});

test("a new order moves no row of the open list; it comes on top when the list is sorted again", async ({
  browser,
}) => {
  const { sku } = await stockFirstSkuOnly("two-cup-dripper-set", 9);
  await buyByRest(sku, 1);
  const page = await openAsAdmin(browser);
  await openLive(page, "/orders");
  const top = page.locator(".order-number").first();
  const before = await top.innerText();
  await buyByRest(sku, 1);
  await expect(sortAgain(page)).toBeVisible();
  await expect(top).toHaveText(before);
  await sortAgain(page).click();
  await expect(top).not.toHaveText(before);
  expect(await page.locator(".order-number").allInnerTexts()).toContain(before);
});

test("whoever comes back to the page cannot edit what was not read again yet", async ({ browser }) => {
  const { sku } = await stockFirstSkuOnly("toolroll-pouch", 30);
  const page = await openAsInventory(browser);
  await openLive(page, `/inventory?q=${sku}`);
  const cell = onHandCell(page, sku);
  await cell.click();
  await turn(page, "hidden");
  await setAvailableStock(sku, 25);
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(/inventory\.list/, async (route) => {
    await held;
    await route.continue();
  });
  await turn(page, "visible");
  await expect(page.locator(".busy-line")).toHaveCount(1);
  await page.keyboard.press("7");
  await expect(page.getByLabel(`On hand of ${sku}`)).toHaveCount(0);
  letGo();
  await expect(page.locator(".busy-line")).toHaveCount(0);
  await expect(page.locator(`tr[data-sku="${sku}"] [data-column="av"]`)).toContainText("25");
  await expect(cell).toBeFocused();
  await page.keyboard.press("7");
  await expect(page.getByLabel(`On hand of ${sku}`)).toHaveValue("7");
});

/** Does what a browser does when another tab is chosen, and when this one is again. */
async function turn(page: Page, state: "hidden" | "visible"): Promise<void> {
  await page.evaluate((next) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => next });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  }, state);
}

test("the live line keeps its word on a phone", async ({ browser }) => {
  const page = await openAsInventory(browser);
  await page.setViewportSize({ width: 390, height: 844 });
  await openLive(page, "/inventory");
  await expect(page.locator(".top-bar").getByText("Live", { exact: true })).toBeVisible();
});
