import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  expect as base,
  type Locator,
  type Page,
} from "@playwright/test";
import { shop } from "../env.ts";
import { PASSWORD, PEOPLE, readStock } from "../rest-client.ts";
import { clickWhenReady } from "../shopper-page.ts";

/** With a long timeout, because the whole shop may share two cores with a build. */
export const expect = base.configure({ timeout: 30_000 });

type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>;
const sessions = new Map<string, Cookies>();

/** Signs in by the form and waits until the page after it is open. */
export async function signInByForm(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.goto(`${shop.ADMIN_URL}/sign-in`);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await clickWhenReady(page.getByRole("button", { name: "Sign in" }));
  await expect(page).not.toHaveURL(/sign-in/);
}

/** A new browser context where this person is signed in. Each person signs in once per file, without the form. */
export async function openAs(
  browser: Browser,
  email: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const cookies = sessions.get(email);
  if (cookies) await context.addCookies(cookies);
  else {
    const data = { email, password: PASSWORD };
    const answer = await context.request.post(`${shop.ADMIN_URL}/api/auth/sign-in/email`, { data });
    expect(answer.status()).toBe(200);
    sessions.set(email, await context.cookies());
  }
  return page;
}

export const openAsInventory = (browser: Browser): Promise<Page> => openAs(browser, PEOPLE.inventory);
export const openAsAdmin = (browser: Browser): Promise<Page> => openAs(browser, PEOPLE.admin);

/** Opens the inventory with only one SKU and returns its on hand cell. */
export async function openOnHandCell(page: Page, sku: string): Promise<Locator> {
  await page.goto(`${shop.ADMIN_URL}/inventory?q=${sku}`);
  const cell = onHandCell(page, sku);
  await expect(cell).toBeVisible();
  return cell;
}

export function onHandCell(page: Page, sku: string): Locator {
  return page.getByRole("gridcell", { name: new RegExp(`^On hand, ${sku},`) });
}

/** Types a value into an on hand cell without saving it. */
export async function typeOnHand(cell: Locator, value: number): Promise<void> {
  await cell.click();
  await cell.page().keyboard.type(String(value));
}

/** Waits until the API has this stock. The grid is no proof: it shows a value while it is being saved. */
export async function expectStock(
  sku: string,
  expected: Partial<Awaited<ReturnType<typeof readStock>>>,
): Promise<void> {
  await expect.poll(() => readStock(sku)).toMatchObject(expected);
}
