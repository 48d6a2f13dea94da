import { expect } from "@playwright/test";
import { axeViolations } from "../accessibility.ts";
import { test } from "../browser-test.ts";
import { shop } from "../env.ts";
import { PASSWORD, readMailedLink, signUp } from "../rest-client.ts";
import { clickWhenReady } from "../shopper-page.ts";

const NEW_PASSWORD = "a longer password than before";

test("whoever forgot the password sets a new one by the mailed link, once, and signs in with it", async ({
  page,
}) => {
  const { email } = await signUp();
  await page.goto(`${shop.STOREFRONT_URL}/sign-in`);
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(page.getByRole("heading", { name: "A new password" })).toBeVisible();
  const ask = page.getByRole("button", { name: "Mail me a link" });
  await clickWhenReady(ask);
  await expect(page.getByLabel("Email")).toBeFocused();
  await page.getByLabel("Email").fill(email);
  await ask.click();
  await expect(page.getByText("Look into your mail.")).toBeVisible();
  const link = await readMailedLink(email);

  await page.goto(link);
  const set = page.getByRole("button", { name: "Set password" });
  await page.getByLabel("New password").fill("short");
  await clickWhenReady(set);
  await expect(page.getByText("A password has 12 characters or more.")).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByLabel("New password").fill(NEW_PASSWORD);
  await set.click();
  await expect(page.getByText("Your password is set.")).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);

  await page.goto(link);
  await page.getByLabel("New password").fill("yet another password");
  await clickWhenReady(set);
  await expect(page.getByText("This link sets no password any more.")).toBeVisible();

  await page.goto(`${shop.STOREFRONT_URL}/sign-in`);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await clickWhenReady(page.getByRole("button", { name: "Sign in" }));
  await expect(page.getByText("That did not match.")).toBeVisible();
  await page.getByLabel("Password").fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/account");
});
