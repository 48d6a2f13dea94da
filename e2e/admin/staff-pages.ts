import { type Browser, type BrowserContext, expect as base, type Locator, type Page } from "@playwright/test";
import { shop } from "../env.ts";
import { PASSWORD, PEOPLE, readStock } from "../rest.ts";
import { press } from "../shopper.ts";

/** Patient: what is looked for depends on the whole shop, which may share two cores with a build. */
export const expect = base.configure({ timeout: 30_000 });

type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>;
const sessions = new Map<string, Cookies>();

/** Signs in by the form, as a person does, and waits until the desk is open. */
export async function signInByForm(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.goto(`${shop.ADMIN_URL}/sign-in`);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await press(page.getByRole("button", { name: "Sign in" }));
  await expect(page).not.toHaveURL(/sign-in/);
}

/** A page of somebody's own browser. Each person signs in once, and not by the form: that has tests of its own. */
export async function openAs(browser: Browser, email: string): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const known = sessions.get(email);
  if (known) await context.addCookies(known);
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

/** Opens the list on one SKU and gives its on hand cell. */
export async function openOnHandCell(page: Page, sku: string): Promise<Locator> {
  await page.goto(`${shop.ADMIN_URL}/inventory?q=${sku}`);
  const cell = onHandCell(page, sku);
  await expect(cell).toBeVisible();
  return cell;
}

export function onHandCell(page: Page, sku: string): Locator {
  return page.getByRole("gridcell", { name: new RegExp(`^On hand, ${sku},`) });
}

/** Types a figure into an on hand cell without saving it. */
export async function typeFigure(cell: Locator, figure: number): Promise<void> {
  await cell.click();
  await cell.page().keyboard.type(String(figure));
}

/** Waits until the shop has written it: a cell shows what is being saved before that. */
export async function expectStock(
  sku: string,
  figures: Partial<Awaited<ReturnType<typeof readStock>>>,
): Promise<void> {
  await expect.poll(() => readStock(sku)).toMatchObject(figures);
}
