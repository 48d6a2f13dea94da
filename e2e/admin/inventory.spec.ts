import { AxeBuilder } from "@axe-core/playwright";
import { test } from "@playwright/test";
import { shop } from "../env.ts";
import { leaveOnly, readStock } from "../rest.ts";
import { shopper, watchConsole } from "../shopper.ts";
import { adminDesk, expect, inventoryDesk, openOn } from "./desk.ts";

test.describe.configure({ timeout: 120_000 });

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
  expect(await readStock(sku)).toMatchObject({ onHand: reserved + 7, available: 7 });

  const buyer = await (await browser.newContext()).newPage();
  await shopper(buyer).look(product.slug);
  await expect(shopper(buyer).count()).toContainText(/7 (in stock|left)/);

  await page.goto(`${shop.ADMIN_URL}/inventory/${sku}`);
  await expect(page.getByText(note)).toBeVisible();
  expect(errors).toEqual([]);
});

for (const scheme of ["light", "dark"] as const) {
  test(`admin pages by ${scheme}: axe finds nothing, the console is quiet`, async ({ browser }) => {
    // Axe reads every cell of a hundred rows.
    test.setTimeout(180_000);
    const page = await adminDesk(browser);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    const errors = watchConsole(page);
    for (const path of ["/inventory", "/orders", "/inventory/CER-MUG-EMB", "/inventory?q=nothing"]) {
      await page.goto(`${shop.ADMIN_URL}${path}`, { waitUntil: "networkidle" });
      await expect(page.locator("h1")).toHaveCount(1);
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
        .analyze();
      expect(violations.map((violation) => `${path} ${violation.id}: ${violation.nodes[0]?.html}`)).toEqual(
        [],
      );
    }
    expect(errors).toEqual([]);
  });
}
