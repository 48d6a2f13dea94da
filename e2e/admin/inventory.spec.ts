import { test } from "../browser-test.ts";
import { shop } from "../env.ts";
import { readStock, stockFirstSkuOnly } from "../rest-client.ts";
import { collectConsoleErrors, shopper } from "../shopper-page.ts";
import { expect, expectStock, openAsInventory, openOnHandCell } from "./staff-pages.ts";

test.describe.configure({ timeout: 120_000 });

test("staff adjust stock with a reason; the shop's next look is fresh and the ledger says who and why", async ({
  browser,
}) => {
  const { product, sku } = await stockFirstSkuOnly("ledger-notebook", 8);
  const { reserved } = await readStock(sku);
  const note = `Chipped rim, box ${Date.now()}`;
  const page = await openAsInventory(browser);
  const errors = collectConsoleErrors(page);
  const cell = await openOnHandCell(page, sku);
  await expect(cell).toHaveText(String(reserved + 8));
  await cell.click();
  await page.keyboard.press("-");
  const popover = page.getByRole("dialog");
  await popover.getByText("Damaged").click();
  await popover.getByLabel(/^Note/).fill(note);
  await popover.getByRole("button", { name: "Take 1 away" }).click();
  await expect(cell).toContainText(String(reserved + 7));
  await expectStock(sku, { onHand: reserved + 7, available: 7 });

  const buyer = await (await browser.newContext()).newPage();
  await shopper(buyer).openProduct(product.slug);
  await expect(shopper(buyer).count()).toContainText(/7 (in stock|left)/);

  await page.goto(`${shop.ADMIN_URL}/inventory/${sku}`);
  await expect(page.getByText(note)).toBeVisible();
  expect(errors).toEqual([]);
});
