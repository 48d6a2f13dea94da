import { test } from "@playwright/test";
import { call, leaveOnly, readStock, tokenOf } from "../rest.ts";
import { adminDesk, expect, inventoryDesk, onHand, openOn, stockIs, type } from "./desk.ts";

test.describe.configure({ timeout: 120_000 });

/** A question takes no answer in its first moments, so that typing on does not answer it. */
const DEAF_MS = 400;

test("two colleagues set the same figure: the second is asked, and keeps the difference", async ({
  browser,
}) => {
  const { sku } = await leaveOnly("ferry-flask", 31);
  const ines = await inventoryDesk(browser);
  const adam = await adminDesk(browser);
  const cell = await openOn(ines, sku);
  await type(cell, 36);

  const hers = await openOn(adam, sku);
  await hers.click();
  await adam.keyboard.press("-");
  await adam.getByRole("dialog").getByRole("button", { name: "Take 1 away" }).click();
  await stockIs(sku, { onHand: 30 });
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

  await ines.waitForTimeout(DEAF_MS);
  await question.getByRole("button", { name: /^Keep my difference: 35/ }).click();
  await expect(question).toBeHidden();
  await expect(onHand(ines, sku)).toContainText("35");
  await stockIs(sku, { onHand: 35 });
});

test("a conflict can be left: nothing is written and the newest figure stands", async ({ browser }) => {
  const { sku } = await leaveOnly("market-tote", 12);
  const page = await inventoryDesk(browser);
  await type(await openOn(page, sku), 20);
  const { version } = await readStock(sku);
  const changed = await call("POST", `/api/inventory/${sku}/adjust`, {
    token: await tokenOf("admin"),
    body: { set: 9, expectedVersion: version, reason: "lost" },
  });
  expect(changed.status).toBe(200);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /^Set to 20/ }).click();
  await expect(page.getByRole("alertdialog")).toContainText("Leave it at 9");
  await page.waitForTimeout(DEAF_MS);
  await page.keyboard.press("Escape");
  await expect(onHand(page, sku)).toContainText("9");
  expect(await readStock(sku)).toMatchObject({ onHand: 9 });
});

test("on hand never goes below what is held, whether the screen knew of the hold or not", async ({
  browser,
}) => {
  const { sku } = await leaveOnly("bedside-carafe", 4);
  const { reserved } = await readStock(sku);
  const [held, least] = [`${reserved + 2} pieces are held`, reserved + 2];
  const page = await inventoryDesk(browser);
  const cell = await openOn(page, sku);
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

  await type(cell, least - 1);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "held" })).toContainText(
    `on hand cannot be ${least - 1}.`,
  );
  await page.getByRole("button", { name: `Use ${least}` }).click();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: new RegExp(`^Set to ${least}`) }).click();
  await expect(cell).toContainText(String(least));
  await stockIs(sku, { onHand: least, reserved: least, available: 0 });
});
