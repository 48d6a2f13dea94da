import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { shop } from "../env.ts";
import { call, leaveOnly, order, PASSWORD, PEOPLE, readStock, tokenOf } from "../rest.ts";
import { shopper, watchConsole } from "../shopper.ts";

async function enter(page: Page, person: keyof typeof PEOPLE): Promise<void> {
  await page.goto(`${shop.ADMIN_URL}/sign-in`);
  await page.getByLabel("Email").fill(PEOPLE[person]);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

test("staff adjust stock with a reason; the shop's next look is fresh and the ledger says who and why", async ({
  browser,
}) => {
  const { product, sku } = await leaveOnly("ledger-notebook", 8);
  const page = await (await browser.newContext()).newPage();
  const errors = watchConsole(page);
  await enter(page, "inventory");
  await page.goto(`${shop.ADMIN_URL}/inventory?q=${sku}`);
  const row = page.getByRole("row").filter({ hasText: sku });
  await expect(row).toContainText("8");
  await row.getByRole("gridcell").filter({ hasText: /^8/ }).first().click();
  await page.keyboard.press("-");
  const popover = page.getByRole("dialog");
  await popover.getByText("Damaged").click();
  await popover.getByLabel(/^Note/).fill("Chipped rim, box 3");
  await popover.getByRole("button", { name: "Take 1 away" }).click();
  await expect(row).toContainText("7");
  expect(await readStock(sku)).toMatchObject({ onHand: 7 });

  const buyer = await (await browser.newContext()).newPage();
  await shopper(buyer).look(product.slug);
  await expect(shopper(buyer).count()).toContainText(/7 (in stock|left)/);

  await page.goto(`${shop.ADMIN_URL}/inventory/${sku}`);
  await expect(page.getByText("Chipped rim, box 3")).toBeVisible();
  expect(errors).toEqual([]);
});

test("staff see orders, and one of them can be cancelled by those who may", async ({ page }) => {
  const { sku } = await leaveOnly("workshop-ink", 4);
  const placed = await call("POST", "/api/orders", {
    token: await tokenOf("shopper"),
    body: { items: [{ sku, quantity: 1 }] },
  });
  const { id, number } = order.parse(placed.body);
  await enter(page, "admin");
  await page.goto(`${shop.ADMIN_URL}/orders`);
  await expect(page.getByRole("link", { name: number }).first()).toBeVisible();
  await page.goto(`${shop.ADMIN_URL}/orders/${id}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(number);
  await page
    .getByRole("button", { name: /^Cancel/ })
    .first()
    .click();
  await page
    .getByRole("alertdialog")
    .or(page.getByRole("dialog"))
    .getByRole("button", { name: /^Cancel/ })
    .last()
    .click();
  await expect(page.getByText(/Cancelled/).first()).toBeVisible();
  expect(await readStock(sku)).toMatchObject({ reserved: 0, available: 4 });
});

test("a shopper is kept out of the admin, and staff pages ask to sign in", async ({ page }) => {
  await page.goto(`${shop.ADMIN_URL}/inventory`);
  await expect(page).toHaveURL(/sign-in/);
  await page.getByLabel("Email").fill(PEOPLE.shopper);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("grid")).toHaveCount(0);
});

for (const scheme of ["light", "dark"] as const) {
  test(`admin pages by ${scheme}: axe finds nothing, the console is quiet`, async ({ browser }) => {
    const page = await (await browser.newContext({ colorScheme: scheme, reducedMotion: "reduce" })).newPage();
    const errors = watchConsole(page);
    await enter(page, "admin");
    for (const path of ["/inventory", "/orders", "/inventory/CER-MUG-EMB"]) {
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
