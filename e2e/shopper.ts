import { expect, type Locator, type Page } from "@playwright/test";
import { shop } from "./env.ts";

export const CARD_OK = "4242 4242 4242 4242";
export const CARD_DECLINED = "4000 0000 0000 0002";
/** Captured, but the answer gets lost. */
export const CARD_WEBHOOK_LATE = "4000 0000 0000 0341";

/** What a person does in the storefront, in the words of the screen. */
export function shopper(page: Page) {
  return {
    look: (slug: string) => page.goto(`${shop.STOREFRONT_URL}/products/${slug}`),
    /** The sentence in the product page's count. */
    count: (): Locator => page.locator(".count").getByRole("status"),
    /** A product's card on whatever list is open. */
    card: (slug: string): Locator =>
      page
        .locator(`li, article`)
        .filter({ has: page.locator(`a[href="/products/${slug}"]`) })
        .first(),
    list: (category: string) => page.goto(`${shop.STOREFRONT_URL}/categories/${category}`),
    addToCart: () => press(page.locator(".buybox").getByRole("button", { name: "Add to cart" })),
    /** The shop has said yes. The badge alone is no proof: it counts before the shop has answered. */
    async added(): Promise<void> {
      await expect(page.getByRole("status").filter({ hasText: "is in your cart." })).toBeVisible();
      await expect(page.getByRole("link", { name: /^Cart, [1-9]/ })).toBeVisible();
    },
    async holdAndCheckOut(): Promise<void> {
      await page.goto(`${shop.STOREFRONT_URL}/cart`);
      await press(page.getByRole("button", { name: "Hold and check out" }));
    },
    async fillIn(card: string = CARD_OK, email = "marta@example.com"): Promise<void> {
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
    async bought(): Promise<string> {
      await expect(page.getByRole("heading", { name: "Thank you. It is yours." })).toBeVisible();
      return new URL(page.url()).pathname.split("/").at(-1) ?? "";
    },
  };
}

/** Presses a button of a page that was just opened, as soon as it does something: its scripts may come after it. */
export async function press(button: Locator): Promise<void> {
  const listens = (element: Element) => Object.keys(element).some((name) => name.startsWith("__reactProps"));
  await expect.poll(() => button.evaluate(listens)).toBe(true);
  await button.click();
}

/** Fails the test when the page wrote an error to the console. */
export function watchConsole(page: Page): string[] {
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => errors.push(`${page.url()}: ${error.message}`));
  return errors;
}
