import { beforeAll, expect, test } from "vitest";
import { expectRefusal } from "../expect-refusal.ts";
import { type MemoryShop, openMemoryShop } from "../memory-shop.ts";

let shop: MemoryShop;
beforeAll(async () => {
  shop = await openMemoryShop();
});

test.each([
  ["limit=0"],
  ["limit=101"],
  ["limit=-1"],
  ["limit=1.5"],
  ["limit=1e2"],
  ["limit="],
  ["limit=ten"],
  ["limit=24&limit=25"],
  ["cursor="],
  ["cursor=nonsense"],
  ["cursor=%7B%22%24gt%22%3A%22%22%7D"],
  [`cursor=${"x".repeat(600)}`],
  ["sort=stock"],
  ["sort="],
  ["inStock=maybe"],
  ["inStock="],
  ["minPrice=-1"],
  ["minPrice=cheap"],
  ["maxPrice=1.5"],
  ["maxPrice=99999999999999999999"],
  ["category=%7B%22%24gt%22%3A%22%22%7D"],
  ["category=../../etc"],
  ["q[$gt]="],
  ["q=%7B%22%24gt%22%3A%22%22%7D"],
  ["$where=1"],
  ["__proto__=1"],
  ["__proto__[role]=admin"],
  [`q=${"x".repeat(101)}`],
])("GET /api/catalog/products?%s is a 4xx", async (query) => {
  expectRefusal(await shop.call("GET", `/api/catalog/products?${query}`));
});

test("unknown query parameters are ignored, known ones are read from text", async () => {
  const answer = await shop.call(
    "GET",
    "/api/catalog/products?utm_source=x&limit=1&inStock=true&maxPrice=2400",
  );
  expect([answer.status, (answer.body.items as unknown[]).length]).toEqual([200, 1]);
  expect(answer.headers.get("x-cache")).toMatch(/^(hit|miss|bypass)$/);
  expect(answer.headers.get("cache-control")).toBe("no-store");
});

test.each([
  "/api/catalog/products/no-such-thing",
  "/api/catalog/products/%24gt",
  "/api/catalog/products/__proto__",
  "/api/catalog/products/%zz",
  "/api/catalog/products/%00",
  "/api/catalog/products/MUG",
  "/api/catalog/nothing",
  "/api/nothing",
  "/nothing",
  "/api/auth/get-session",
  "/api/auth/update-user",
  "/api/auth/list-sessions",
])("GET %s is a 4xx", async (path) => {
  expectRefusal(await shop.call("GET", path));
});

test.each([
  ["DELETE", "/api/orders"],
  ["PUT", "/api/catalog/products"],
  ["POST", "/api/catalog/products/mug"],
  ["GET", "/api/auth/sign-in/email"],
  ["PATCH", "/healthz"],
  ["POST", "/api/docs"],
])("%s %s is 405 and says what is allowed", async (method, path) => {
  const answer = await shop.call(method, path);
  expectRefusal(answer);
  expect([answer.status, answer.headers.get("allow")]).toEqual([405, expect.stringMatching(/GET|POST/)]);
});

test("a fault of ours is told as internal, without its cause", async () => {
  const broken = await openMemoryShop();
  const { products } = broken.db;
  products.get = () => {
    throw new Error("secret of the house");
  };
  products.values = () => {
    throw new Error("secret of the house");
  };
  const answer = await broken.call("GET", "/api/catalog/products/mug");
  expect([answer.status, answer.body.code]).toEqual([500, "internal"]);
  expect(answer.text).not.toMatch(/secret of the house|stack/);
});
