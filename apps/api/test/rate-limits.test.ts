import type { IncomingMessage } from "node:http";
import { RATE_LIMITS } from "@scarlet/domain/kernel";
import { beforeEach, describe, expect, test } from "vitest";
import { chargeOf } from "../src/http/rate-limits.ts";
import { browserOf } from "./browser-session.ts";
import { type MemoryShop, openMemoryShop, PROXY_SECRET } from "./memory-shop.ts";

let shop: MemoryShop;
beforeEach(async () => {
  shop = await openMemoryShop({ rateLimitFactor: 1 });
});

const nobody = { email: "nobody@example.com", password: "wrong-password" };

/** Asks until it is refused for its number; tells after how many and with what. */
async function untilRefused(ask: (round: number) => ReturnType<MemoryShop["call"]>, most: number) {
  for (let round = 0; round <= most; round += 1) {
    const answer = await ask(round);
    if (answer.status === 429) return { round, answer };
  }
  throw new Error(`nothing was refused in ${most} rounds`);
}

describe("each kind of request has a limit of its own", () => {
  test.each([
    ["sign-up", RATE_LIMITS.signUp.burst, "/api/auth/sign-up/email", {}],
    ["sign-in", RATE_LIMITS.signIn.burst, "/api/auth/sign-in/email", {}],
    ["write", RATE_LIMITS.write.burst, "/api/orders", {}],
    ["webhook", RATE_LIMITS.webhook.burst, "/api/payments/webhook", {}],
  ])("%s: %i at once, then 429 with the seconds that are left", async (_, burst, path, body) => {
    const { round, answer } = await untilRefused(() => shop.call("POST", path, { body }), burst + 1);
    expect(round).toBe(burst);
    const { code, detail, retryAfterSeconds } = answer.body;
    expect(code).toBe("request.rate_limited");
    expect(answer.headers.get("retry-after")).toBe(String(retryAfterSeconds));
    expect(retryAfterSeconds).toBeGreaterThanOrEqual(1);
    expect(detail).toContain(`in ${String(retryAfterSeconds)} second`);
    expect((await shop.call("GET", "/api/catalog/products")).status).toBe(200);
    expect((await shop.call("GET", "/healthz")).status).toBe(200);
  });

  test("wrong sign-ins of ever other accounts are counted as those of one address", async () => {
    const ask = (round: number) =>
      shop.call("POST", "/api/auth/sign-in/email", { body: { ...nobody, email: `a${round}` } });
    const { round } = await untilRefused(ask, RATE_LIMITS.signIn.burst + 1);
    expect(round).toBe(RATE_LIMITS.signIn.burst);
  });

  test("reads, also of what is not there", async () => {
    const { round } = await untilRefused(
      (each) => shop.call(each % 2 === 0 ? "GET" : "HEAD", `/api/nothing/${each}`),
      RATE_LIMITS.read.burst + 1,
    );
    expect(round).toBeGreaterThanOrEqual(RATE_LIMITS.read.burst);
  });
});

test("what is refused changes nothing", async () => {
  for (let round = 0; round < RATE_LIMITS.write.burst; round += 1) await shop.call("POST", "/api/nothing");
  const before = shop.books();
  const order = await shop.call("POST", "/api/orders", {
    token: shop.tokenOf("shopper"),
    body: { items: [{ sku: "PLATE-1", quantity: 1 }] },
  });
  expect(order.status).toBe(429);
  expect(shop.books()).toBe(before);
});

test("our apps' pages get the refusal in their own form, with the seconds", async () => {
  const browser = browserOf(shop.call, "storefront");
  let refused = await browser.mutate("cart.add", {});
  for (let round = 0; round < RATE_LIMITS.write.burst; round += 1)
    refused = await browser.mutate("cart.add", {});
  expect(refused.status).toBe(429);
  expect(refused.error?.data).toMatchObject({ httpStatus: 429, errorCode: "request.rate_limited" });
  expect(refused.error?.message).toMatch(/in 1 second\.$/);
  expect(refused.headers.get("retry-after")).toBe("1");
});

test("a batch costs what its calls cost, however it is written", () => {
  expect(chargeOf("GET", "/api/trpc/catalog.list").cost).toBe(1);
  expect(chargeOf("GET", "/api/trpc/a,b,c").cost).toBe(3);
  expect(chargeOf("GET", "/api/trpc/a%2Cb%2cc").cost).toBe(3);
  expect(chargeOf("POST", "/api/trpc/a,b").cost).toBe(2);
});

test("a batch of fifty is refused after forty, call by call as our pages read it", async () => {
  const path = `/api/trpc/${Array.from({ length: 50 }, () => "catalog.shelves").join(",")}?batch=1`;
  let answer = await shop.call("GET", path);
  for (let round = 0; round < RATE_LIMITS.read.burst / 50; round += 1) answer = await shop.call("GET", path);
  expect(answer.status).toBe(429);
  expect(answer.headers.get("retry-after")).toBe("1");
  const errors = JSON.parse(answer.text) as { error: { json: { data: { errorCode: string } } } }[];
  expect(new Set(errors.map(({ error }) => error.json.data.errorCode))).toEqual(
    new Set(["request.rate_limited"]),
  );
});

describe("whose count it is", () => {
  const peer = { remoteAddress: "203.0.113.7" };
  const signIns = async (headersOf: (round: number) => Record<string, string>) => {
    const statuses = new Set<number>();
    for (let round = 0; round <= RATE_LIMITS.signIn.burst; round += 1) {
      const incoming = { socket: peer, headers: headersOf(round) } as unknown as IncomingMessage;
      const init = { method: "POST", headers: headersOf(round) };
      statuses.add((await shop.server.request("/api/auth/sign-in/email", init, { incoming })).status);
    }
    return statuses;
  };

  test("a header that anybody can write gives nobody a new count", async () => {
    const said = (round: number) => ({
      "x-forwarded-for": `198.51.100.${round}`,
      "x-real-ip": `10.0.0.${round}`,
    });
    expect(await signIns(said)).toContain(429);
  });

  test("our app's visitors have a count each", async () => {
    const said = (round: number) => ({
      "x-forwarded-for": `198.51.100.${round}`,
      "x-scarlet-proxy": PROXY_SECRET,
    });
    expect(await signIns(said)).not.toContain(429);
  });
});

test("256 buyers at one address buy at once where the setting says so", async () => {
  const wide = await openMemoryShop({ rateLimitFactor: 100 });
  const token = wide.tokenOf("shopper");
  const orders = await Promise.all(
    Array.from({ length: 256 }, () =>
      wide.call("POST", "/api/orders", { token, body: { items: [{ sku: "PLATE-1", quantity: 1 }] } }),
    ),
  );
  expect(new Set(orders.map(({ status }) => status))).not.toContain(429);
});
