import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { z } from "zod";
import { test } from "../browser-test.ts";
import { shop } from "../env.ts";
import { call, PASSWORD, PEOPLE, productSchema } from "../rest-client.ts";

const ROUNDS = 8;
const listSchema = z.object({ items: z.array(productSchema) });

/** A guest's browser with one thing in its cart. */
async function guestWith(sku: string): Promise<string> {
  const answer = await fetch(`${shop.STOREFRONT_URL}/api/trpc/cart.add`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": randomUUID() },
    body: JSON.stringify({ json: { sku, quantity: 1 } }),
  });
  expect(answer.status).toBe(200);
  return answer.headers.get("set-cookie")?.split(";")[0] ?? "";
}

test("whoever asks at the same moment as others sees his own cart, and nobody else's", async () => {
  const { items } = listSchema.parse((await call("GET", "/api/catalog/products?limit=40&inStock=true")).body);
  const guests = await Promise.all(
    items.slice(0, 6).map(async ({ slug, skus }) => {
      const sku = skus.find(({ availableStock }) => availableStock > 0)?.sku ?? "";
      return { slug, cookie: await guestWith(sku) };
    }),
  );
  const slugs = guests.map(({ slug }) => slug);
  const visitors = [...guests, { slug: undefined, cookie: "" }];
  for (let round = 0; round < ROUNDS; round += 1) {
    const seen = await Promise.all(
      visitors.map(async ({ cookie }) => {
        const html = await (await fetch(`${shop.STOREFRONT_URL}/cart`, { headers: { cookie } })).text();
        return slugs.filter((slug) => html.includes(`/products/${slug}`));
      }),
    );
    expect(seen).toEqual(visitors.map(({ slug }) => (slug === undefined ? [] : [slug])));
  }
});

/** A staff member's browser at the desk. */
async function deskSessionOf(person: keyof typeof PEOPLE): Promise<string> {
  const answer = await fetch(`${shop.ADMIN_URL}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: shop.ADMIN_URL },
    body: JSON.stringify({ email: PEOPLE[person], password: PASSWORD }),
  });
  expect(answer.status).toBe(200);
  return answer.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
}

test("nobody is let in to the desk by who asks at the same moment", async () => {
  const staff = [
    { cookie: await deskSessionOf("admin"), status: 200 },
    { cookie: await deskSessionOf("inventory"), status: 200 },
    { cookie: "", status: 307 },
  ];
  const all = Array.from({ length: 4 }, () => staff).flat();
  for (let round = 0; round < ROUNDS; round += 1) {
    const told = await Promise.all(
      all.map(
        async ({ cookie }) =>
          (await fetch(`${shop.ADMIN_URL}/orders`, { headers: { cookie }, redirect: "manual" })).status,
      ),
    );
    expect(told).toEqual(all.map(({ status }) => status));
  }
});
