import { expect, test } from "vitest";
import { browserOf } from "../browser-session.ts";
import { openMemoryShop } from "../memory-shop.ts";

const MUG = { sku: "MUG-EMBER", quantity: 1 };
const ADDRESS = { firstName: "M", lastName: "L", street: "S 1", town: "B" };

test("an address whose postcode its country does not have is refused with the country's rule, and changes nothing", async () => {
  const shop = await openMemoryShop();
  const storefront = browserOf(shop.call, "storefront");
  await storefront.mutate("cart.add", MUG);
  const held = await storefront.mutate("orders.checkout", { items: [MUG] }, "intent-1");
  const { id } = held.data as { id: string };
  const describe = (country: string, postcode: string) =>
    storefront.mutate("orders.describe", {
      id,
      email: "m@example.com",
      address: { ...ADDRESS, country, postcode },
      delivery: "standard",
    });

  const before = shop.books();
  const refused = await describe("NL", "1000");
  expect(refused.error).toMatchObject({
    message: "address.postcode: A Dutch postcode has four digits and two letters.",
    data: { httpStatus: 400, errorCode: "input.invalid" },
  });
  expect(shop.books()).toBe(before);
  expect((await describe("BE", "1000")).data).toMatchObject({ address: { postcode: "1000" } });
});
