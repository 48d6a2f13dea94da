import { test } from "../browser-test.ts";

import { shop } from "../env.ts";
import { stockFirstSkuOnly } from "../rest-client.ts";
import { clickWhenReady, collectConsoleErrors } from "../shopper-page.ts";
import { expect, openAsAdmin, openAsInventory } from "./staff-pages.ts";

const product = "/api/catalog/products/workshop-ink";

async function outcome(): Promise<string | null> {
  return (await fetch(`${shop.API_URL}${product}`)).headers.get("x-cache");
}

async function available(): Promise<number> {
  const answer = (await (await fetch(`${shop.API_URL}${product}`)).json()) as { availableStock: number };
  return answer.availableStock;
}

test("an admin switches the cache off: every figure stays right, and it comes back through DRAIN", async ({
  browser,
}) => {
  const page = await openAsAdmin(browser);
  const errors = collectConsoleErrors(page);
  await page.goto(`${shop.ADMIN_URL}/cache`);
  const modes = page.getByRole("group", { name: "Mode of the cache" });
  const present = modes.locator("[aria-current]");
  await expect(present).toContainText("ON");
  await expect(page.getByRole("table", { name: "API processes" }).getByRole("row")).not.toHaveCount(1);

  await clickWhenReady(page.getByRole("button", { name: "Warm again" }));
  await expect(page.getByText(/[1-9]\d* products warmed\./)).toBeVisible();

  await clickWhenReady(page.getByRole("button", { name: "Switch off" }));
  const question = page.getByRole("alertdialog", { name: "Switch the stock cache off?" });
  await expect(question.getByRole("button", { name: "Keep it on" })).toBeFocused();
  await question.getByLabel("Why").fill("Redis moves house");
  await clickWhenReady(question.getByRole("button", { name: "Switch the cache off" }));
  await expect(present).toContainText("OFF");
  await expect(page.getByText("“Redis moves house”")).toBeVisible();
  await expect.poll(outcome).toBe("bypass");

  await stockFirstSkuOnly("workshop-ink", 7);
  expect(await available()).toBe(7);

  await clickWhenReady(page.getByRole("button", { name: "Switch on, through DRAIN" }));
  await expect(present).toContainText("DRAIN");
  await stockFirstSkuOnly("workshop-ink", 9);
  expect(await available()).toBe(9);
  await expect(page.getByRole("progressbar", { name: "Draining" })).toBeVisible();
  expect(errors).toEqual([]);
});

test("who keeps the stock inspects and purges a product, and is not offered the switch", async ({
  browser,
}) => {
  const page = await openAsInventory(browser);
  const errors = collectConsoleErrors(page);
  await page.goto(`${shop.ADMIN_URL}/cache`);
  await expect(page.getByRole("group", { name: "Mode of the cache" })).toBeVisible();
  for (const name of ["Switch off", "Warm again"])
    await expect(page.getByRole("button", { name })).toHaveCount(0);
  await page.getByRole("searchbox", { name: "Product" }).fill("workshop");
  await clickWhenReady(page.getByRole("button", { name: "Inspect Workshop Ink" }));
  const drawer = page.getByRole("dialog", { name: "Workshop Ink" });
  await expect(drawer.getByRole("table")).toContainText("Database");
  // The cache may still be off or draining from the test before, so any outcome is right.
  await expect(drawer.getByText(/^([1-9]) of \1 process(es)? answered$/)).toBeVisible();
  await expect(drawer.getByRole("row", { name: /answers (hit|miss|bypass)/ })).not.toHaveCount(0);
  await clickWhenReady(drawer.getByRole("button", { name: "Purge Workshop Ink" }));
  await expect(page.getByText("Workshop Ink is out of the cache.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(drawer).toHaveCount(0);
  expect(errors).toEqual([]);
});
