import { SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import { fulfilOrder } from "@scarlet/services/orders";
import { createOpenApiDocument } from "@scarlet/trpc";
import { beforeEach, expect, test } from "vitest";
import { type MemoryShop, openMemoryShop } from "./memory-shop.ts";

let shop: MemoryShop;
beforeEach(async () => {
  shop = await openMemoryShop();
});

const available = async (slug: string) =>
  (await shop.call("GET", `/api/catalog/products/${slug}`)).body.availableStock;

async function place(quantity = 1) {
  const token = shop.tokenOf("shopper");
  const answer = await shop.call("POST", "/api/orders", {
    token,
    body: { items: [{ sku: "MUG-EMBER", quantity }] },
  });
  return { token, answer, id: String(answer.body.id) };
}

test("an order is held, paid and cancelled, and each step is seen at the next read", async () => {
  expect(await available("mug")).toBe(7);
  const { token, answer, id } = await place(2);
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({
    status: "pending",
    lines: [{ sku: "MUG-EMBER", quantity: 2, unitPriceMinor: 2400 }],
    deliveryMinor: 0,
    totalMinor: 4800,
    currency: "EUR",
    timeline: [{ event: "held" }],
  });
  expect(new Date(String(answer.body.holdExpiresAt)).getTime()).toBe(
    shop.db.clock.read().getTime() + 900_000,
  );
  expect(await available("mug")).toBe(5);

  const paid = await shop.call("POST", `/api/orders/${id}/pay`, { token });
  expect([paid.status, paid.body.status]).toEqual([200, "paid"]);
  expect(await available("mug")).toBe(5);

  const cancelled = await shop.call("POST", `/api/orders/${id}/cancel`, { token });
  expect([cancelled.status, cancelled.body.status]).toEqual([200, "cancelled"]);
  expect(await available("mug")).toBe(7);
  expect(shop.gateway.kept(id)).toBe(0);
});

test("{productId, quantity} takes the first SKU that alone has enough; none: 409 with what is left", async () => {
  const token = shop.tokenOf("shopper");
  const { body: mug } = await shop.call("GET", "/api/catalog/products/mug");
  const six = await shop.call("POST", "/api/orders", { token, body: { productId: mug.id, quantity: 6 } });
  expect([six.status, six.body.code]).toEqual([409, "inventory.insufficient_stock"]);
  expect(six.body.available).toMatchObject({ "MUG-EMBER": 5 });
  const three = await shop.call("POST", "/api/orders", { token, body: { productId: mug.id, quantity: 3 } });
  expect(three.body.lines).toMatchObject([{ sku: "MUG-EMBER", quantity: 3 }]);
});

test("two lines of one SKU are summed", async () => {
  const token = shop.tokenOf("shopper");
  const item = (quantity: number) => ({ sku: "mug-ember", quantity });
  const five = await shop.call("POST", "/api/orders", { token, body: { items: [item(2), item(3)] } });
  expect(five.body.lines).toMatchObject([{ sku: "MUG-EMBER", quantity: 5 }]);
  const one = await shop.call("POST", "/api/orders", { token, body: { items: [item(1)] } });
  expect(one.status).toBe(409);
});

test("an order past its hold reads expired at once, and a late payment is refused", async () => {
  const { token, id } = await place();
  shop.db.clock.advance(900_000);
  expect((await shop.call("GET", `/api/orders/${id}`, { token })).body.status).toBe("expired");
  expect(await available("mug")).toBe(7);
  const late = await shop.call("POST", `/api/orders/${id}/pay`, { token });
  expect([late.status, late.body.code]).toEqual([409, "orders.hold_expired"]);
});

test("a hold is extended by its own length", async () => {
  const { token, id, answer } = await place();
  const extended = await shop.call("POST", `/api/orders/${id}/extend-hold`, { token });
  expect(extended.status).toBe(200);
  const ends = (body: Readonly<Record<string, unknown>>) => new Date(String(body.holdExpiresAt)).getTime();
  expect(ends(extended.body) - ends(answer.body)).toBe(900_000);
});

test("a declined card is 402 and the hold stands", async () => {
  const { token, id } = await place();
  const declined = await shop.call("POST", `/api/orders/${id}/pay`, {
    token,
    body: { card: { number: "4000 0000 0000 0002" } },
  });
  expect([declined.status, declined.body.code]).toEqual([402, "payments.declined"]);
  expect((await shop.call("GET", `/api/orders/${id}`, { token })).body.status).toBe("pending");
});

test("one key is one order: the same answer again, another body is refused, none is refused", async () => {
  const token = shop.tokenOf("shopper");
  const body = { items: [{ sku: "PLATE-1", quantity: 1 }] };
  const key = "one-intent";
  const answers = await Promise.all(
    [1, 2, 3].map(() => shop.call("POST", "/api/orders", { token, body, key })),
  );
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(answers[0]?.status).toBe(201);
  const other = { items: [{ sku: "PLATE-1", quantity: 2 }] };
  const reused = await shop.call("POST", "/api/orders", { token, body: other, key });
  expect([reused.status, reused.body.code]).toEqual([422, "idempotency.key_reused"]);
  expect(await available("plate")).toBe(39);
});

test.each(["/api/orders", "/pay", "/cancel", "/extend-hold", "/api/inventory/PLATE-1/adjust"])(
  "POST %s without a key, or with a malformed one, is refused and changes nothing",
  async (path) => {
    const { id } = await place();
    const token = shop.tokenOf("admin");
    const body = path.endsWith("orders")
      ? { items: [{ sku: "PLATE-1", quantity: 1 }] }
      : path.endsWith("adjust")
        ? { delta: 1, reason: "found" }
        : {};
    const books = shop.books();
    for (const key of [null, "", " ", "x".repeat(129), "two words"]) {
      const at = path.startsWith("/api") ? path : `/api/orders/${id}${path}`;
      const answer = await shop.call("POST", at, { token, body, key });
      const code = key === null ? "idempotency.key_required" : "idempotency.key_malformed";
      expect([answer.status, answer.body.code]).toEqual([400, code]);
    }
    expect(shop.books()).toBe(books);
  },
);

test("two hundred buyers at once for the last two: two orders, the rest told plainly", async () => {
  const token = shop.tokenOf("shopper");
  const body = { items: [{ sku: "MUG-SLATE", quantity: 1 }] };
  const answers = await Promise.all(
    Array.from({ length: 200 }, () => shop.call("POST", "/api/orders", { token, body })),
  );
  const by = Map.groupBy(answers, (answer) => `${answer.status} ${answer.body.code ?? ""}`.trim());
  expect(Object.fromEntries([...by].map(([told, each]) => [told, each.length]))).toEqual({
    "201": 2,
    "409 inventory.insufficient_stock": 198,
  });
});

test("the routes answer what the document says, and no field more", async () => {
  const document = createOpenApiDocument({ version: "0", serverUrl: "http://x" });
  const { answer, id, token } = await place();
  const inventory = shop.tokenOf("inventory");
  const reads = {
    "/api/catalog/products": await shop.call("GET", "/api/catalog/products"),
    "/api/catalog/products/{slug}": await shop.call("GET", "/api/catalog/products/mug"),
    "/api/orders/{id}": await shop.call("GET", `/api/orders/${id}`, { token }),
    "/api/inventory": await shop.call("GET", "/api/inventory", { token: inventory }),
    "/api/inventory/{sku}/movements": await shop.call("GET", "/api/inventory/MUG-EMBER/movements", {
      token: inventory,
    }),
  };
  for (const [path, read] of Object.entries(reads)) {
    expect([path, read.status]).toEqual([path, 200]);
    expectShape(read.body, responseSchema(document.paths[path]?.get, "200"), path);
  }
  expectShape(answer.body, responseSchema(document.paths["/api/orders"]?.post, "201"), "POST /api/orders");
});

type Schema = {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
};

function responseSchema(operation: unknown, status: string): Schema {
  const { responses } = operation as {
    responses: Record<string, { content: Record<string, { schema: Schema }> }>;
  };
  const schema = responses[status]?.content["application/json"]?.schema;
  if (!schema) throw new Error(`no schema for ${status}`);
  return schema;
}

/** Compares field names, level by level: what is required is there, what is there is described. */
function expectShape(value: unknown, schema: Schema, where: string): void {
  const [nullable] = schema.anyOf ?? [];
  if (nullable) {
    if (value !== null) expectShape(value, nullable, where);
    return;
  }
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) expectShape(item, schema.items ?? {}, `${where}[${i}]`);
    return;
  }
  if (!schema.properties || typeof value !== "object" || value === null) return;
  const present = Object.keys(value);
  expect([where, present.filter((name) => !(name in (schema.properties ?? {})))]).toEqual([where, []]);
  expect([where, (schema.required ?? []).filter((name) => !present.includes(name))]).toEqual([where, []]);
  for (const [name, field] of Object.entries(schema.properties)) {
    expectShape((value as Record<string, unknown>)[name], field, `${where}.${name}`);
  }
}

test("a part is cancelled by its buyer, sent things are taken back by staff, and each key counts once", async () => {
  const { token, id } = await place(3);
  const body = { lines: [{ sku: "MUG-EMBER", quantity: 1 }] };
  const key = "part-1";
  const part = await shop.call("POST", `/api/orders/${id}/cancel-lines`, { token, body, key });
  expect([part.status, part.body.totalMinor]).toEqual([200, 4800]);
  const again = await shop.call("POST", `/api/orders/${id}/cancel-lines`, { token, body, key });
  expect(again.body).toEqual(part.body);
  expect(await available("mug")).toBe(5);
  await shop.call("POST", `/api/orders/${id}/pay`, { token });
  await fulfilOrder({ ...shop.services, actor: SYSTEM_ACTOR }, { id });
  const back = { ...body, restock: true };
  expect((await shop.call("POST", `/api/orders/${id}/return`, { token, body: back })).status).toBe(403);
  const admin = shop.tokenOf("admin");
  const returned = await shop.call("POST", `/api/orders/${id}/return`, { token: admin, body: back });
  expect(returned.body).toMatchObject({ status: "fulfilled", payment: { refundedMinor: 2400 } });
  expect(await available("mug")).toBe(6);
});

test("staff cancel a part of somebody's paid order and take the rest back unsellable; the warehouse may do neither", async () => {
  const { token, id } = await place(3);
  await shop.call("POST", `/api/orders/${id}/pay`, { token });
  const [desk, warehouse] = [shop.tokenOf("admin"), shop.tokenOf("inventory")];
  const part = { lines: [{ sku: "MUG-EMBER", quantity: 1 }], note: "Chipped on the shelf" };
  const refused = await shop.call("POST", `/api/orders/${id}/cancel-lines`, { token: warehouse, body: part });
  expect([refused.status, refused.body.code]).toEqual([403, "accounts.forbidden"]);
  const cancelled = await shop.call("POST", `/api/orders/${id}/cancel-lines`, { token: desk, body: part });
  expect(cancelled.body).toMatchObject({ status: "paid", payment: { refundedMinor: 2400 } });
  expect(await available("mug")).toBe(5);

  await fulfilOrder({ ...shop.services, actor: SYSTEM_ACTOR }, { id });
  const back = { lines: [{ sku: "MUG-EMBER", quantity: 2 }], restock: false };
  const tooMany = { ...back, lines: [{ sku: "MUG-EMBER", quantity: 3 }] };
  expect((await shop.call("POST", `/api/orders/${id}/return`, { token: warehouse, body: back })).status).toBe(
    403,
  );
  expect((await shop.call("POST", `/api/orders/${id}/return`, { token: desk, body: tooMany })).status).toBe(
    409,
  );
  const key = "all-back";
  const returned = await shop.call("POST", `/api/orders/${id}/return`, { token: desk, body: back, key });
  expect(returned.body).toMatchObject({ status: "fulfilled", payment: { refundedMinor: 7200 } });
  expect(
    (await shop.call("POST", `/api/orders/${id}/return`, { token: desk, body: back, key })).body,
  ).toEqual(returned.body);
  expect(await available("mug")).toBe(5);
});
