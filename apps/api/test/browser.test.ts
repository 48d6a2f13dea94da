import { beforeEach, expect, test } from "vitest";
import { browserOf } from "./browser-session.ts";
import { type MemoryShop, openMemoryShop } from "./memory-shop.ts";

let shop: MemoryShop;
let storefront: ReturnType<typeof browserOf>;
beforeEach(async () => {
  shop = await openMemoryShop();
  storefront = browserOf(shop.call, "storefront");
});

const MUG = { sku: "MUG-EMBER", quantity: 2 };
const CREDENTIALS = { email: "shopper@example.com", password: "scarlet-demo" };

test("looking makes no guest; the first thing in the cart does, and the cart is theirs", async () => {
  const product = await storefront.query("catalog.product", { slug: "mug" });
  expect(product.data).toMatchObject({ availableStock: 7, publishedAt: expect.any(Date) });
  expect([product.headers.get("x-cache"), product.headers.get("cache-control")]).toEqual([
    expect.stringMatching(/hit|miss|bypass/),
    "no-store",
  ]);
  expect((await storefront.query("cart.get")).data).toMatchObject({ count: 0 });
  expect(storefront.jar.size).toBe(0);

  expect((await storefront.mutate("cart.add", MUG)).data).toMatchObject({ count: 2 });
  expect([...storefront.jar.keys()]).toEqual(["scarlet_guest"]);
  expect((await storefront.query("cart.get")).data).toMatchObject({ count: 2, goodsMinor: 4800 });
  const stranger = browserOf(shop.call, "storefront");
  expect((await stranger.query("cart.get")).data).toMatchObject({ count: 0 });
});

test("a guest holds, pays and sees the order; a stranger does not", async () => {
  await storefront.mutate("cart.add", MUG);
  const held = await storefront.mutate("orders.checkout", { items: [MUG] }, "intent-1");
  expect(held.data).toMatchObject({ status: "pending", may: { pay: true, cancel: true } });
  const { id } = held.data as { id: string };
  const again = await storefront.mutate("orders.checkout", { items: [MUG] }, "intent-1");
  expect((again.data as { id: string }).id).toBe(id);
  expect((await storefront.query("cart.get")).data).toMatchObject({ count: 0 });

  const stranger = browserOf(shop.call, "storefront");
  expect((await stranger.query("orders.get", { id })).error?.data).toMatchObject({ httpStatus: 401 });
  await stranger.mutate("cart.add", MUG);
  expect((await stranger.query("orders.get", { id })).error?.data).toMatchObject({
    httpStatus: 404,
    errorCode: "orders.not_found",
  });
  const paid = await storefront.mutate("orders.pay", { id }, "intent-2");
  expect(paid.data).toMatchObject({ status: "paid" });
});

test("a refusal keeps its sentence, its code and its details, and no stack", async () => {
  const refused = await storefront.mutate("cart.add", { sku: "MUG-SLATE", quantity: 3 });
  expect(refused.status).toBe(409);
  expect(refused.error).toMatchObject({
    message: expect.stringContaining("Out of stock"),
    data: {
      code: "CONFLICT",
      httpStatus: 409,
      errorCode: "inventory.insufficient_stock",
      details: { available: { "MUG-SLATE": 2 } },
    },
  });
  expect(Object.keys(refused.error?.data ?? {}).sort()).toEqual([
    "code",
    "details",
    "errorCode",
    "httpStatus",
  ]);
});

test("a guest's cart and orders become the person's at sign-in, and the guest ends", async () => {
  const held = await storefront.mutate("orders.checkout", { items: [MUG] }, "intent-1");
  await storefront.mutate("cart.add", { sku: "PLATE-1", quantity: 3 });
  const signedIn = await storefront.send("POST", "/api/auth/sign-in/email", CREDENTIALS);
  expect(signedIn.status).toBe(200);
  expect(Object.keys(signedIn.body)).toEqual(["user"]);
  expect(signedIn.headers.get("set-auth-token")).toBeNull();
  expect([...storefront.jar.keys()].sort()).toEqual(["scarlet_known", "scarlet_storefront.session_token"]);

  expect((await storefront.query("accounts.me")).data).toEqual({
    name: "Marta Lindqvist",
    email: CREDENTIALS.email,
    role: "shopper",
  });
  expect((await storefront.query("cart.get")).data).toMatchObject({ count: 3 });
  expect((await storefront.query("orders.mine", {})).data).toMatchObject({
    items: [{ id: (held.data as { id: string }).id }],
  });
});

test("when the merge fails the person is in all the same, and the next sign-in repeats it", async () => {
  await storefront.mutate("cart.add", MUG);
  const { carts } = shop.db;
  const get = carts.get.bind(carts);
  carts.get = () => {
    throw new Error("database");
  };
  expect((await storefront.send("POST", "/api/auth/sign-in/email", CREDENTIALS)).status).toBe(200);
  expect([...storefront.jar.keys()]).toContain("scarlet_guest");
  carts.get = get;
  expect((await storefront.query("cart.get")).data).toMatchObject({ count: 0 });
  await storefront.send("POST", "/api/auth/sign-in/email", CREDENTIALS);
  expect((await storefront.query("cart.get")).data).toMatchObject({ count: 2 });
  expect([...storefront.jar.keys()]).not.toContain("scarlet_guest");
});

test("signing out ends the session on the server, not only in the browser", async () => {
  await storefront.send("POST", "/api/auth/sign-in/email", CREDENTIALS);
  const kept = new Map(storefront.jar);
  expect((await storefront.send("POST", "/api/auth/sign-out", {})).status).toBe(200);
  expect((await storefront.query("accounts.me")).data).toBeNull();
  for (const [name, value] of kept) storefront.jar.set(name, value);
  expect((await storefront.query("accounts.me")).data).toBeNull();
});

test("the storefront's session does not open the admin, and shoppers find nothing there", async () => {
  const desk = browserOf(shop.call, "admin");
  await storefront.send("POST", "/api/auth/sign-in/email", CREDENTIALS);
  for (const [name, value] of storefront.jar) desk.jar.set(name, value);
  expect((await desk.query("accounts.me")).data).toBeNull();
  await desk.send("POST", "/api/auth/sign-in/email", CREDENTIALS);
  expect((await desk.query("inventory.list", {})).error?.data).toMatchObject({
    errorCode: "accounts.forbidden",
  });
  expect((await desk.query("orders.list", {})).error?.data).toMatchObject({
    errorCode: "accounts.forbidden",
  });
});

test("staff see stock and orders and adjust; the shop is fresh at once", async () => {
  const desk = browserOf(shop.call, "admin");
  await desk.send("POST", "/api/auth/sign-in/email", { ...CREDENTIALS, email: "inventory@example.com" });
  expect((await desk.query("inventory.counts")).data).toMatchObject({ skus: 3, pieces: 47 });
  const row = await desk.mutate(
    "inventory.adjust",
    { sku: "PLATE-1", delta: -39, reason: "damaged" },
    "intent-1",
  );
  expect(row.data).toMatchObject({ onHand: 1, available: 1, version: 2 });
  expect((await storefront.query("catalog.product", { slug: "plate" })).data).toMatchObject({
    availableStock: 1,
  });
  expect((await desk.query("inventory.movements", { sku: "PLATE-1" })).data).toMatchObject({
    items: [{ version: 2, kind: "adjust", actor: { kind: "user", name: "Ines Moreau" } }, { version: 1 }],
  });
  expect((await desk.query("orders.list", {})).data).toMatchObject({ items: [] });
});

test("nobody becomes a guest through the admin", async () => {
  const desk = browserOf(shop.call, "admin");
  expect((await desk.mutate("cart.add", MUG)).status).toBe(401);
  expect(desk.jar.size).toBe(0);
});

test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])(
  "a write as %s, which another site's page could send, is refused",
  async (type) => {
    const before = shop.books();
    const answer = await shop.call("POST", "/api/trpc/cart.add", {
      raw: JSON.stringify({ json: MUG }),
      headers: { "content-type": type, "x-scarlet-app": "storefront" },
    });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([415, "application/problem+json"]);
    expect(shop.books()).toBe(before);
  },
);

test.each<[string, string]>([
  ["operators", '{"json":{"sku":{"$gt":""},"quantity":1}}'],
  ["prototype keys", '{"json":{"sku":"PLATE-1","quantity":1,"__proto__":{"role":"admin"}}}'],
  [
    "prototype paths",
    '{"json":{"sku":"PLATE-1","quantity":1},"meta":{"values":{"__proto__.role":["Date"]}}}',
  ],
  ["a client's price", '{"json":{"sku":"PLATE-1","quantity":1,"priceMinor":1}}'],
  ["broken JSON", '{"json":'],
  ["no input", "{}"],
  ["an array", "[]"],
])("a write with %s is a 4xx and changes nothing", async (_, raw) => {
  const before = shop.books();
  const answer = await shop.call("POST", "/api/trpc/cart.add", {
    raw,
    headers: { "content-type": "application/json", "x-scarlet-app": "storefront" },
  });
  expect([answer.status >= 400 && answer.status < 500, answer.status]).toEqual([true, answer.status]);
  expect(answer.text).not.toMatch(/stack|node_modules/);
  expect(shop.books()).toBe(before);
  expect(Object.hasOwn(Object.prototype, "role")).toBe(false);
});

test.each([
  ["GET", "cart.add", 405],
  ["POST", "catalog.shelves", 405],
  ["GET", "no.such", 404],
])("%s %s is %i", async (method, procedure, status) => {
  const answer = await shop.call(
    method,
    `/api/trpc/${procedure}`,
    method === "POST" ? { body: { json: {} } } : {},
  );
  expect(answer.status).toBe(status);
});
