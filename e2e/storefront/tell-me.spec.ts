import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { z } from "zod";
import { axeViolations, contrastViolations } from "../accessibility.ts";
import { test } from "../browser-test.ts";
import { shop } from "../env.ts";
import { expectNoLayoutShift, recordLayoutShifts } from "../layout-shift.ts";
import {
  buyByRest,
  call,
  PASSWORD,
  readMails,
  readStock,
  setAvailableStock,
  signUp,
  stockFirstSkuOnly,
  tokenOf,
} from "../rest-client.ts";
import { clickWhenReady, collectConsoleErrors, shopper } from "../shopper-page.ts";

/** What people notice as "at once"; the page is not touched meanwhile. */
const SOON = { timeout: 3_000 };
/** News of stock are looked at once a second, and ten seconds later in any case. */
const TOLD = { timeout: 15_000 };
const newAddress = () => `waits-${randomUUID()}@example.com`;
const row = (page: Page) => page.locator(".buy-box .buy-row");
const isLive = (page: Page) => page.locator('.live-mark[data-state="live"]').waitFor();
const mailsTo = async (to: string) => (await readMails()).filter((mail) => mail.to === to);

const waitingSchema = z.object({
  result: z.object({ data: z.object({ json: z.object({ waiting: z.int() }) }) }),
});

async function waitingFor(sku: string): Promise<number> {
  const input = encodeURIComponent(JSON.stringify({ json: { sku } }));
  const answer = await call("GET", `/api/trpc/backInStock.waiting?input=${input}`, {
    token: await tokenOf("inventory"),
  });
  return waitingSchema.parse(answer.body).result.data.json.waiting;
}

/** Stock of a product's first SKU alone, for which nobody waits: whoever another test left waiting is told first. */
async function nobodyWaiting(slug: string, available: number) {
  const { sku } = await stockFirstSkuOnly(slug, 100);
  await expect.poll(() => waitingFor(sku), TOLD).toBe(0);
  return stockFirstSkuOnly(slug, available);
}

async function openProduct(page: Page, slug: string): Promise<void> {
  await shopper(page).openProduct(slug);
  await isLive(page);
}

test("the last one is sold: the open page's button becomes Tell me; one mail when it is back, then forgotten", async ({
  page,
}) => {
  const { product, sku } = await nobodyWaiting("ringside-bar-stool", 1);
  const email = newAddress();
  const errors = collectConsoleErrors(page);
  await recordLayoutShifts(page);
  await openProduct(page, product.slug);
  const buy = row(page).getByRole("button", { name: "Add to cart" });
  await buy.focus();
  const before = await row(page).boundingBox();
  await page.waitForTimeout(600);

  await buyByRest(sku, 1);
  const tell = row(page).getByRole("button", { name: "Tell me" });
  await expect(tell).toBeVisible(SOON);
  await expect(tell).toBeFocused();
  const after = await row(page).boundingBox();
  expect([after?.y, after?.height, after?.width]).toEqual([before?.y, before?.height, before?.width]);
  await expectNoLayoutShift(page, "sold out");

  // An empty address and a wrong one are told at the field, and nothing is sent.
  const field = row(page).getByLabel("Tell me when it is back");
  await tell.click();
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription(/We need an address to write to\./);
  await field.fill("marta");
  await page.keyboard.press("Enter");
  await expect(field).toHaveAccessibleDescription(/Write the address like/);
  await field.fill(email);
  await page.keyboard.press("Enter");
  await expect(row(page)).toContainText(`We will write to ${email}`);
  await expect(
    page
      .getByRole("status")
      .filter({ hasText: `We will write to ${email} when the ${product.title} is back.` }),
  ).toBeVisible();
  const undo = row(page).getByRole("button", { name: "Undo" });
  await expect(undo).toBeFocused();

  await setAvailableStock(sku, 1);
  await expect(row(page).getByRole("button", { name: "Add to cart" })).toBeFocused(SOON);
  await expect.poll(() => mailsTo(email).then(({ length }) => length), TOLD).toBe(1);
  const [mail] = await mailsTo(email);
  expect(mail?.subject).toContain(product.title);
  expect(mail?.text).toContain(`/products/${product.slug}?sku=${sku}`);
  // The address is gone: another piece, a sale and one more piece tell nobody.
  await setAvailableStock(sku, 0);
  await setAvailableStock(sku, 3);
  await page.waitForTimeout(3_000);
  expect(await mailsTo(email)).toHaveLength(1);
  expect(errors).toEqual([]);
});

test("undone is undone: nothing is mailed", async ({ page }) => {
  const { product, sku } = await nobodyWaiting("ringside-bar-stool", 0);
  const [kept, undone] = [newAddress(), newAddress()];
  await openProduct(page, product.slug);
  const field = row(page).getByLabel("Tell me when it is back");
  await field.fill(undone);
  await row(page).getByRole("button", { name: "Tell me" }).dblclick();
  await expect(row(page)).toContainText(`We will write to ${undone}`);
  await row(page).getByRole("button", { name: "Undo" }).click();
  await expect(field).toHaveValue(undone);
  await expect(row(page).getByRole("button", { name: "Tell me" })).toBeFocused();
  await field.fill(kept);
  await page.keyboard.press("Enter");
  await expect(row(page)).toContainText(`We will write to ${kept}`);
  await setAvailableStock(sku, 2);
  await expect.poll(() => mailsTo(kept).then(({ length }) => length), TOLD).toBe(1);
  expect(await mailsTo(undone)).toEqual([]);
});

test("three wait and two come: the first two are told, by either process", async ({ browser }) => {
  const { product, sku } = await nobodyWaiting("two-night-duffel", 0);
  const people = [newAddress(), newAddress(), newAddress()];
  for (const email of people) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await openProduct(page, product.slug);
    await row(page).getByLabel("Tell me when it is back").fill(email);
    await page.keyboard.press("Enter");
    await expect(row(page)).toContainText(email);
    await context.close();
  }
  await setAvailableStock(sku, 2);
  const counts = () => Promise.all(people.map(async (email) => (await mailsTo(email)).length));
  await expect.poll(counts, TOLD).toEqual([1, 1, 0]);
  await buyByRest(sku, 2);
  await setAvailableStock(sku, 1);
  await expect.poll(counts, TOLD).toEqual([1, 1, 1]);
  expect(await readStock(sku)).toMatchObject({ available: 1 });
});

test("whoever is signed in presses once, on the page and on a line of the cart; a link in the mail forgets the rest", async ({
  page,
}) => {
  const { product, sku } = await nobodyWaiting("ringside-bar-stool", 1);
  const other = await nobodyWaiting("two-night-duffel", 0);
  const { email } = await signUp();
  await page.goto(`${shop.STOREFRONT_URL}/sign-in`);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));

  await openProduct(page, other.product.slug);
  await expect(row(page).getByLabel("Tell me when it is back")).toHaveValue(email);
  await row(page).getByRole("button", { name: "Tell me" }).click();
  await expect(row(page)).toContainText(`We will write to ${email}`);

  await openProduct(page, product.slug);
  await shopper(page).addToCart();
  await shopper(page).expectAddedToCart();
  await buyByRest(sku, 1);
  await page.goto(`${shop.STOREFRONT_URL}/cart`);
  const line = page.getByRole("listitem").filter({ hasText: product.title });
  await clickWhenReady(line.getByRole("button", { name: `Tell me when the ${product.title} is back` }));
  await expect(line).toContainText(`We will write to ${email}`);
  await expect(line.getByRole("button", { name: "Undo" })).toBeFocused();

  await setAvailableStock(sku, 1);
  await expect.poll(() => mailsTo(email).then(({ length }) => length), TOLD).toBe(1);
  const link = (await mailsTo(email))[0]?.text.trim().split("\n").at(-1) ?? "";
  expect(link).toMatch(/\/back-in-stock\/forget\?key=/);
  await page.goto(link);
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole("button", { name: "Forget my address" }).click();
  await expect(page.getByText("Forgotten.")).toBeVisible();
  await setAvailableStock(other.sku, 1);
  await page.waitForTimeout(12_000);
  expect(await mailsTo(email)).toHaveLength(1);
});

for (const width of [1280, 390])
  test(`sold out at ${width} px: nothing for axe by day and by night, nothing sticks out, Tell me by keyboard`, async ({
    browser,
  }) => {
    const { product } = await nobodyWaiting("ringside-bar-stool", 0);
    const context = await browser.newContext({ viewport: { width, height: 844 }, reducedMotion: "reduce" });
    const page = await context.newPage();
    await openProduct(page, product.slug);
    for (const step of ["ask", "fault", "asked"]) {
      if (step === "fault") await row(page).getByRole("button", { name: "Tell me" }).press("Enter");
      if (step === "asked") {
        await page.keyboard.type(newAddress());
        await page.keyboard.press("Enter");
        await expect(row(page)).toContainText("We will write to");
      }
      await page.emulateMedia({ colorScheme: "light" });
      expect([step, await axeViolations(page)]).toEqual([step, []]);
      await page.emulateMedia({ colorScheme: "dark" });
      expect([step, await contrastViolations(page)]).toEqual([step, []]);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over).toBeLessThanOrEqual(0);
    }
    await context.close();
  });

test("a colour that is sold out can be chosen, also by keyboard, and leads to Tell me, and back", async ({
  page,
}) => {
  const { product } = await nobodyWaiting("two-night-duffel", 5);
  await openProduct(page, product.slug);
  await expect(row(page).getByRole("button", { name: "Add to cart" })).toBeVisible();
  const [first, second] = [page.getByRole("radio").nth(0), page.getByRole("radio").nth(1)];
  await expect(second).toHaveAccessibleName(/sold out/);
  await first.focus();
  await page.keyboard.press("ArrowRight");
  await expect(second).toBeFocused();
  await expect(row(page).getByRole("button", { name: "Tell me" })).toBeVisible();
  await expect(page.locator(".gallery-main").getByText("Out of stock").first()).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await expect(row(page).getByRole("button", { name: "Add to cart" })).toBeVisible();
});

test("a broken link says so, and one of nobody's forgets nothing", async ({ page }) => {
  await page.goto(`${shop.STOREFRONT_URL}/back-in-stock/forget`);
  await expect(page.getByText("The link is not whole.")).toBeVisible();
  await page.goto(`${shop.STOREFRONT_URL}/back-in-stock/forget?key=made-up`);
  await page.getByRole("button", { name: "Forget my address" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "none of ours" })).toBeVisible();
});
