import { test } from "../browser-test.ts";
import { shop } from "../env.ts";
import { call, PASSWORD, PEOPLE, readStock, signIn, stockFirstSkuOnly } from "../rest-client.ts";
import { clickWhenReady } from "../shopper-page.ts";
import { createStaffAccount } from "../staff-accounts.ts";
import { expect, openOnHandCell, signInByForm } from "./staff-pages.ts";

test.describe.configure({ timeout: 120_000 });

test("a shopper is kept out and told why", async ({ page }) => {
  await signInByForm(page, PEOPLE.shopper);
  for (const path of ["/inventory", "/orders"]) {
    await page.goto(`${shop.ADMIN_URL}${path}`);
    await expect(page.getByText("This page is for staff.")).toBeVisible();
    await expect(page.getByRole("grid")).toHaveCount(0);
    await expect(page.getByRole("table")).toHaveCount(0);
  }
});

test("support sees stock and is told who may change it; the API says the same", async ({ page }) => {
  const { sku } = await stockFirstSkuOnly("felt-laptop-sleeve", 5);
  const before = await readStock(sku);
  const { email } = await createStaffAccount("support");
  await signInByForm(page, email);
  const cell = await openOnHandCell(page, sku);
  await expect(cell).toHaveText(String(before.onHand));
  await cell.click();
  await page.keyboard.press("-");
  await page.keyboard.press("7");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("textbox", { name: `On hand of ${sku}` })).toHaveCount(0);
  const why = "Changing stock is for Inventory and Admin; your role is Support.";
  await expect(page.getByRole("status").filter({ hasText: why }).first()).toBeVisible();
  await page.goto(`${shop.ADMIN_URL}/inventory/${sku}`);
  await expect(page.getByText(why)).toBeVisible();
  await expect(page.getByRole("button", { name: "Adjust" })).toHaveCount(0);

  const token = await signIn(email, PASSWORD);
  const body = { delta: -1, reason: "damaged" };
  expect((await call("POST", `/api/inventory/${sku}/adjust`, { token, body })).status).toBe(403);
  expect(await readStock(sku)).toEqual(before);
});

test("signing out ends the session; the page one came from is where one comes back to", async ({ page }) => {
  const { email } = await createStaffAccount("inventory");
  await page.goto(`${shop.ADMIN_URL}/orders?status=paid`);
  await expect(page).toHaveURL(/sign-in\?next=/);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await clickWhenReady(page.getByRole("button", { name: "Sign in" }));
  await expect(page.getByRole("alert").filter({ hasText: "That did not match." })).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${shop.ADMIN_URL}/orders?status=paid`);

  const cookies = await page.context().cookies();
  await page.getByRole("button", { name: /, Inventory$/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(`${shop.ADMIN_URL}/sign-in`);
  // A copy of the cookie is of no use after signing out.
  await page.context().addCookies(cookies);
  await page.goto(`${shop.ADMIN_URL}/inventory`);
  await expect(page).toHaveURL(/sign-in/);
});
