import { test } from "../browser-test.ts";
import { call, readStock, stockFirstSkuOnly, tokenOf } from "../rest-client.ts";
import {
  expect,
  expectStock,
  onHandCell,
  openAsAdmin,
  openAsInventory,
  openOnHandCell,
  typeOnHand,
} from "./staff-pages.ts";

test.describe.configure({ timeout: 120_000 });

/** For so long a new popover takes no choice, so that somebody who goes on typing does not choose by accident. */
const CHOICE_DELAY_MS = 400;

test("two colleagues set the same figure: the second is asked, and keeps the difference", async ({
  browser,
}) => {
  const { sku } = await stockFirstSkuOnly("ferry-flask", 31);
  const ines = await openAsInventory(browser);
  const adam = await openAsAdmin(browser);
  const cell = await openOnHandCell(ines, sku);
  await typeOnHand(cell, 36);

  const hers = await openOnHandCell(adam, sku);
  await hers.click();
  await adam.keyboard.press("-");
  await adam.getByRole("dialog").getByRole("button", { name: "Take 1 away" }).click();
  await expectStock(sku, { onHand: 30 });
  await expect(hers).toContainText("30");

  await ines.keyboard.press("Enter");
  await ines.getByRole("button", { name: /^Set to 36/ }).click();
  const question = ines.getByRole("alertdialog");
  await expect(question).toContainText("This changed while you typed.");
  await expect(question).toContainText("Adam Novak took 1 away");
  await expect(question).toContainText("Nothing of yours is saved yet.");
  await expect(question.getByText("31", { exact: true })).toBeVisible();
  await expect(question.getByText("30", { exact: true })).toBeVisible();
  expect(await readStock(sku)).toMatchObject({ onHand: 30 });

  await ines.waitForTimeout(CHOICE_DELAY_MS);
  await question.getByRole("button", { name: /^Keep my difference: 35/ }).click();
  await expect(question).toBeHidden();
  await expect(onHandCell(ines, sku)).toContainText("35");
  await expectStock(sku, { onHand: 35 });
});

test("a conflict can be left: nothing is written and the newest figure stands", async ({ browser }) => {
  const { sku } = await stockFirstSkuOnly("market-tote", 12);
  const page = await openAsInventory(browser);
  await typeOnHand(await openOnHandCell(page, sku), 20);
  const { version } = await readStock(sku);
  const changed = await call("POST", `/api/inventory/${sku}/adjust`, {
    token: await tokenOf("admin"),
    body: { set: 9, expectedVersion: version, reason: "lost" },
  });
  expect(changed.status).toBe(200);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /^Set to 20/ }).click();
  await expect(page.getByRole("alertdialog")).toContainText("Leave it at 9");
  await page.waitForTimeout(CHOICE_DELAY_MS);
  await page.keyboard.press("Escape");
  await expect(onHandCell(page, sku)).toContainText("9");
  expect(await readStock(sku)).toMatchObject({ onHand: 9 });
});

test("on hand never goes below what is held, whether the screen knew of the hold or not", async ({
  browser,
}) => {
  const { sku } = await stockFirstSkuOnly("bedside-carafe", 4);
  const { reserved } = await readStock(sku);
  const [held, least] = [`${reserved + 2} pieces are held`, reserved + 2];
  const page = await openAsInventory(browser);
  const cell = await openOnHandCell(page, sku);
  await cell.click();
  await page.keyboard.press("-");
  const pop = page.getByRole("dialog");
  await pop.getByLabel("Change").fill("-3");

  const placed = await call("POST", "/api/orders", {
    token: await tokenOf("shopper"),
    body: { items: [{ sku, quantity: 2 }] },
  });
  expect(placed.status).toBe(201);
  await pop.getByRole("button", { name: "Take 3 away" }).click();
  await expect(pop.getByRole("alert")).toContainText(`${held}, so on hand cannot be ${least - 1}.`);
  await page.keyboard.press("Escape");

  await typeOnHand(cell, least - 1);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "held" })).toContainText(
    `on hand cannot be ${least - 1}.`,
  );
  await page.getByRole("button", { name: `Use ${least}` }).click();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: new RegExp(`^Set to ${least}`) }).click();
  await expect(cell).toContainText(String(least));
  await expectStock(sku, { onHand: least, reserved: least, available: 0 });
});
