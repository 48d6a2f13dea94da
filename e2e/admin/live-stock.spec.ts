import type { Page } from "@playwright/test";
import { test } from "../browser-test.ts";
import { shop } from "../env.ts";
import { call, readStock, stockFirstSkuOnly, tokenOf } from "../rest-client.ts";
import { expect, onHandCell, openAsAdmin, openAsInventory, typeOnHand } from "./staff-pages.ts";

test.describe.configure({ timeout: 120_000 });

/** What people notice as "at once"; the page is not touched meanwhile. */
const SOON = { timeout: 1_000 };
/** For so long a new popover takes no choice, so that somebody who goes on typing does not choose by accident. */
const CHOICE_DELAY_MS = 400;

async function take(sku: string, delta: number): Promise<void> {
  const { status } = await call("POST", `/api/inventory/${sku}/adjust`, {
    token: await tokenOf("admin"),
    body: { delta, reason: "damaged" },
  });
  expect(status).toBe(200);
}

/** Opens the list at a SKU, and waits until the page is told of changes and has read what it shows. */
async function openLive(page: Page, sku: string) {
  await page.goto(`${shop.ADMIN_URL}/inventory?q=${sku}`);
  await page.locator('.top-bar .live-mark[data-state="live"]').waitFor();
  await page.waitForTimeout(1_000);
  return onHandCell(page, sku);
}

test("a change made elsewhere shows in the open grid within a second; the focus stays, and no list is read", async ({
  browser,
}) => {
  const { sku } = await stockFirstSkuOnly("ridge-rolltop", 20);
  const { onHand } = await readStock(sku);
  const [one, other] = [await openAsInventory(browser), await openAsAdmin(browser)];
  const cells = [await openLive(one, sku), await openLive(other, sku)];
  await cells[0]?.click();
  const lists: string[] = [];
  one.on("request", (request) => {
    if (request.url().includes("inventory.list")) lists.push(request.url());
  });
  await take(sku, -3);
  await Promise.all(cells.map((cell) => expect(cell).toContainText(String(onHand - 3), SOON)));
  await expect(one.locator(`tr[data-sku="${sku}"] .cell-changed`).first()).toBeVisible(SOON);
  await expect(onHandCell(one, sku)).toBeFocused();
  expect(lists).toEqual([]);
});

test("a cell that is being typed in is left alone, and saving it asks which figure counts", async ({
  browser,
}) => {
  const { sku } = await stockFirstSkuOnly("ridge-rolltop", 20);
  const { onHand } = await readStock(sku);
  const page = await openAsInventory(browser);
  await typeOnHand(await openLive(page, sku), 77);
  const field = page.getByLabel(`On hand of ${sku}`);
  await take(sku, -2);
  const available = page.locator(`tr[data-sku="${sku}"] [data-column="av"]`);
  await expect(available).toHaveClass(/cell-changed/, SOON);
  await expect(field).toHaveValue("77");
  await expect(field).toBeFocused();
  await expect(page.locator(`tr[data-sku="${sku}"] [data-column="on"]`)).not.toHaveClass(/cell-changed/);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /^Set to 77/ }).click();
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("This changed while you typed.");
  await expect(question).toContainText(`Leave it at ${onHand - 2}`);
  await page.waitForTimeout(CHOICE_DELAY_MS);
  await page.keyboard.press("Escape");
  await expect(onHandCell(page, sku)).toContainText(String(onHand - 2));
});
