import { expect, test } from "vitest";
import { backInStockMail } from "./index.ts";

const news = {
  title: "Foundry Mug",
  choice: "Ember",
  productUrl: "https://shop.test/products/foundry-mug?sku=MUG",
  forgetUrl: null,
};
const request = { id: "a".repeat(24), email: "marta@example.com" };

test("the one mail says what is back, where, and that nothing is held", () => {
  const mail = backInStockMail(request, news);
  expect(mail).toMatchObject({
    key: `back-in-stock:${request.id}`,
    to: "marta@example.com",
    subject: "Foundry Mug, Ember: it is back",
  });
  expect(mail.text).toContain("Foundry Mug, Ember can be bought again.");
  expect(mail.text).toContain(`\n${news.productUrl}\n`);
  expect(mail.text).toContain("Nothing is held for you yet");
  expect(mail.text).toMatch(/Your request is forgotten\.\n$/);
});

test("whoever waits for more gets the way to be forgotten; a thing without a choice is called by its name", () => {
  const mail = backInStockMail(request, { ...news, choice: "", forgetUrl: "https://shop.test/forget?key=k" });
  expect(mail.subject).toBe("Foundry Mug: it is back");
  expect(mail.text).toMatch(/\nhttps:\/\/shop\.test\/forget\?key=k\n$/);
});
