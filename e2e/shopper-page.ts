import { type BrowserContext, expect, type Locator, type Page } from "@playwright/test";
import { shop } from "./env.ts";

export const CARD_OK = "4242 4242 4242 4242";
export const CARD_DECLINED = "4000 0000 0000 0002";
/** A card whose payment is captured although the answer gets lost. */
export const CARD_WEBHOOK_LATE = "4000 0000 0000 0341";

/** What a shopper does on a page of the storefront, and where to look for what it shows. */
export function shopper(page: Page) {
  return {
    openProduct: (slug: string) => page.goto(`${shop.STOREFRONT_URL}/products/${slug}`),
    /** The sentence on the product page that says how many are left. */
    count: (): Locator => page.locator(".stock-count").getByRole("status"),
    /** The card of a product on the list that is open. */
    card: (slug: string): Locator =>
      page
        .locator(`li, article`)
        .filter({ has: page.locator(`a[href="/products/${slug}"]`) })
        .first(),
    openCategory: (category: string) => page.goto(`${shop.STOREFRONT_URL}/categories/${category}`),
    addToCart: () => clickWhenReady(page.locator(".buy-box").getByRole("button", { name: "Add to cart" })),
    /** Waits until the API has confirmed it. The badge is no proof: it changes before the API answers. */
    async expectAddedToCart(): Promise<void> {
      await expect(page.getByRole("status").filter({ hasText: "is in your cart." })).toBeVisible();
      await expect(page.getByRole("link", { name: /^Cart, [1-9]/ })).toBeVisible();
    },
    async holdAndCheckOut(): Promise<void> {
      await page.goto(`${shop.STOREFRONT_URL}/cart`);
      await clickWhenReady(page.getByRole("button", { name: "Hold and check out" }));
    },
    async fillCheckout(card: string = CARD_OK, email = "marta@example.com"): Promise<void> {
      await expect(page.getByRole("heading", { level: 1, name: "Checkout" })).toBeVisible();
      await page.getByLabel("Email").fill(email);
      await page.getByLabel("First name").fill("Marta");
      await page.getByLabel("Last name").fill("Lindqvist");
      await page.getByLabel("Street and number").fill("Rue des Tanneurs 14");
      await page.getByLabel("Postcode").fill("1000");
      await page.getByLabel("Town").fill("Brussels");
      await page.getByLabel("Card number").fill(card);
      await page.getByLabel("Expires").fill("12/34");
      await page.getByLabel("Code", { exact: true }).fill("123");
    },
    pay: () => page.getByRole("button", { name: /^Pay €/ }).click(),
    async expectOrderPlaced(): Promise<string> {
      await expect(page.getByRole("heading", { name: "Thank you. It is yours." })).toBeVisible();
      return new URL(page.url()).pathname.split("/").at(-1) ?? "";
    },
  };
}

/** Lets no page of this context hear of changes: it shows what it has read, as where events come late or never. */
export async function withoutEvents(context: BrowserContext): Promise<BrowserContext> {
  await context.route("**/api/stock/events*", (route) => route.abort());
  return context;
}

/** Keeps back what this page reads from now on, until the returned function is called: it shows what it knows. */
export async function holdReads(page: Page): Promise<() => void> {
  const held = Promise.withResolvers<void>();
  await page.route("**/api/trpc/**", async (route) => {
    if (route.request().method() === "GET") await held.promise;
    await route.continue();
  });
  return held.resolve;
}

/** Clicks a button as soon as it has been hydrated: on a new page it may be there before its script. */
export async function clickWhenReady(button: Locator): Promise<void> {
  const listens = (element: Element) => Object.keys(element).some((name) => name.startsWith("__reactProps"));
  await expect.poll(() => button.evaluate(listens)).toBe(true);
  await button.click();
}

/** Collects errors of the page and its console. The test compares the list with an empty one at its end. */
export function collectConsoleErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => errors.push(`${page.url()}: ${error.message}`));
  return errors;
}
