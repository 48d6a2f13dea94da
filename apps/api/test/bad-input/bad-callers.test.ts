import { beforeAll, expect, test } from "vitest";
import { expectNothingChanged, expectRefusal } from "../expect-refusal.ts";
import { type MemoryShop, openMemoryShop } from "../memory-shop.ts";

let shop: MemoryShop;
let orderId: string;
beforeAll(async () => {
  shop = await openMemoryShop();
  const body = { items: [one] };
  const held = await shop.call("POST", "/api/orders", { token: shop.tokenOf("shopper"), body });
  orderId = String(held.body.id);
});

const one = { sku: "PLATE-1", quantity: 1 };

const GUARDED: [method: string, path: string, body: object | undefined][] = [
  ["GET", "/api/orders/ID", undefined],
  ["POST", "/api/orders", { items: [one] }],
  ["POST", "/api/orders/ID/pay", {}],
  ["POST", "/api/orders/ID/cancel", {}],
  ["POST", "/api/orders/ID/extend-hold", {}],
  ["GET", "/api/inventory", undefined],
  ["GET", "/api/inventory/PLATE-1/movements", undefined],
  ["POST", "/api/inventory/PLATE-1/adjust", { delta: 1, reason: "found" }],
  ["POST", "/api/auth/sign-out", {}],
];

test.each(GUARDED)(
  "%s %s without a token, or with one that nobody gave out, is 401",
  async (method, path, body) => {
    const real = shop.tokenOf("admin");
    const forged = [
      undefined,
      "",
      "x",
      `${real}x`,
      real.split(".")[0] ?? "",
      `${"A".repeat(32)}.${real.split(".")[1]}`,
    ];
    for (const token of forged) {
      const answer = await expectNothingChanged(shop, () =>
        shop.call(method, path.replace("ID", orderId), { token, body }),
      );
      expect([token, answer.status, answer.body.code]).toEqual([token, 401, "accounts.unauthenticated"]);
      expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    }
  },
);

test.each(GUARDED.filter(([method]) => method === "POST"))(
  "%s %s by cookie instead of token is 401: REST takes no cookies",
  async (method, path, body) => {
    const token = encodeURIComponent(shop.tokenOf("admin"));
    const cookie = ["storefront", "admin", "rest"]
      .map((name) => `scarlet_${name}.session_token=${token}`)
      .join("; ");
    const answer = await expectNothingChanged(shop, () =>
      shop.call(method, path.replace("ID", orderId), { body, headers: { cookie } }),
    );
    expect(answer.status).toBe(401);
  },
);

test("somebody else's order cannot be told from one that is not there", async () => {
  const email = "other@example.com";
  const other = await shop.call("POST", "/api/auth/sign-up/email", {
    body: { email, password: "scarlet-demo", name: "Other" },
  });
  const token = String(other.body.token);
  for (const [method, path] of [
    ["GET", ""],
    ["POST", "/pay"],
    ["POST", "/cancel"],
    ["POST", "/extend-hold"],
  ] as const) {
    const foreign = await expectNothingChanged(shop, () =>
      shop.call(method, `/api/orders/${orderId}${path}`, { token }),
    );
    const absent = await expectNothingChanged(shop, () =>
      shop.call(method, `/api/orders/${"f".repeat(24)}${path}`, { token }),
    );
    expect([foreign.status, foreign.text]).toEqual([404, absent.text]);
  }
  expectRefusal(await shop.call("GET", "/api/orders/not-an-id", { token }));
});

test.each([
  ["GET", "/api/inventory", undefined],
  ["GET", "/api/inventory/PLATE-1/movements", undefined],
  ["POST", "/api/inventory/PLATE-1/adjust", { delta: 1, reason: "found" }],
])("%s %s as a shopper is 403", async (method, path, body) => {
  const answer = await expectNothingChanged(shop, () =>
    shop.call(method, path, { token: shop.tokenOf("shopper"), body }),
  );
  expect([answer.status, answer.body.code]).toEqual([403, "accounts.forbidden"]);
});
