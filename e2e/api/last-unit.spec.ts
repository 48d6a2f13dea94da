import { expect } from "@playwright/test";
import { test } from "../browser-test.ts";
import { shop } from "../env.ts";
import { call, orderSchema, readProduct, readStock, stockFirstSkuOnly, tokenOf } from "../rest-client.ts";

const BUYERS = 200;

test("200 buyers at the same instant, two API processes, one unit: exactly one order", async () => {
  const { product, sku } = await stockFirstSkuOnly("marker-light", 1);
  const token = await tokenOf("shopper");
  const apis = [shop.API_URL, shop.API_URL_2 ?? shop.API_URL];
  const answers = await Promise.all(
    Array.from({ length: BUYERS }, (_, i) =>
      call("POST", "/api/orders", {
        token,
        base: apis[i % 2] ?? shop.API_URL,
        body: { productId: product.id, quantity: 1 },
      }),
    ),
  );
  const won = answers.filter((answer) => answer.status === 201);
  const refused = answers.filter((answer) => answer.status === 409);
  expect([won.length, refused.length]).toEqual([1, BUYERS - 1]);
  expect(
    refused.every((answer) => (answer.body as { code: string }).code === "inventory.insufficient_stock"),
  ).toBe(true);
  expect(await readStock(sku)).toMatchObject({ reserved: 1, available: 0 });
  for (const api of apis) expect((await readProduct(product.slug, api)).availableStock).toBe(0);
  await call("POST", `/api/orders/${orderSchema.parse(won[0]?.body).id}/cancel`, { token });
  for (const api of apis) expect((await readProduct(product.slug, api)).availableStock).toBe(1);
});
