import type { StockEvent } from "@scarlet/domain/inventory";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startTellingWaiting } from "../src/jobs/tell-waiting.ts";
import { type MemoryShop, openMemoryShop } from "./memory-shop.ts";

const SKU = "MUG-SLATE";
const silent = { info() {}, warn() {}, error: vi.fn() };
const links = {
  product: (slug: string, sku: string) => `http://shop.test/products/${slug}?sku=${sku}`,
  forget: (key: string) => `http://shop.test/forget?key=${key}`,
};
let shop: MemoryShop;
let ms = 0;

beforeEach(async () => {
  shop = await openMemoryShop();
  ms = 0;
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => void vi.useRealTimers());

/** One process, the events that it hears, and its lease. */
function openProcess(held = true) {
  let hear: (event: StockEvent) => void = () => {};
  const stopListening = vi.fn();
  const lease = { hold: vi.fn(() => Promise.resolve(held)) };
  const events = {
    listen: (onEvent: (event: StockEvent) => void) => {
      hear = onEvent;
      return stopListening;
    },
  };
  const work = startTellingWaiting({
    services: shop.services,
    events,
    lease,
    log: silent,
    links,
    monotonicMs: () => ms,
  });
  return { work, lease, stopListening, hear: (event: StockEvent) => hear(event) };
}

async function pass(forMs: number): Promise<void> {
  for (let passed = 0; passed < forMs; passed += 500) {
    ms += 500;
    await vi.advanceTimersByTimeAsync(500);
  }
}

async function adjust(delta: number): Promise<StockEvent> {
  const path = `/api/inventory/${SKU}/adjust`;
  const body = { delta, reason: delta > 0 ? "received" : "lost" };
  const answer = await shop.call("POST", path, { token: shop.tokenOf("inventory"), body });
  expect(answer.status).toBe(200);
  const row = shop.db.stock.get(SKU);
  if (row === undefined) throw new Error("there is no mug");
  const { productId } = row;
  return { kind: "changed", changes: [{ productId, version: 9, freeAt: null, skus: [row] }] };
}

async function ask(email: string): Promise<void> {
  const body = JSON.stringify({ json: { sku: SKU, email } });
  const headers = { "content-type": "application/json" };
  const answer = await shop.server.request("/api/trpc/backInStock.request", {
    method: "POST",
    headers,
    body,
  });
  expect(answer.status).toBe(200);
}

const told = () => [...shop.db.mails.values()].map(({ to }) => to);

test("a change of stock that is heard is told of within a second, one mail each, and the address is gone", async () => {
  await adjust(-2);
  await ask("ann@example.com");
  await ask("bea@example.com");
  const { work, hear } = openProcess();
  await pass(2_000);
  expect(told()).toEqual([]);
  hear(await adjust(1));
  await pass(1_000);
  expect(told()).toEqual(["ann@example.com"]);
  expect([...shop.db.mails.values()][0]?.text).toContain(`http://shop.test/products/mug?sku=${SKU}`);
  expect([...shop.db.backInStockRequests.values()].map(({ email }) => email)).toEqual(["bea@example.com"]);
  await pass(30_000);
  expect(told()).toEqual(["ann@example.com"]);
  await work.stop();
});

test("what nobody told is found within ten seconds", async () => {
  await adjust(-2);
  await ask("ann@example.com");
  const { work } = openProcess();
  await pass(1_000);
  await adjust(1);
  await pass(8_000);
  expect(told()).toEqual([]);
  await pass(3_000);
  expect(told()).toEqual(["ann@example.com"]);
  await work.stop();
});

test.each([{ kind: "gap" }, { kind: "stale", productIds: [] }] as const)(
  "$kind: all is looked at again at once",
  async (event) => {
    await adjust(-2);
    await ask("ann@example.com");
    const { work, hear } = openProcess();
    await pass(2_000);
    await adjust(1);
    hear(event);
    await pass(1_000);
    expect(told()).toEqual(["ann@example.com"]);
    await work.stop();
  },
);

test("after the hour the next in line is told of the piece that nobody took", async () => {
  await adjust(-2);
  await ask("ann@example.com");
  await ask("bea@example.com");
  await adjust(1);
  const { work } = openProcess();
  await pass(20_000);
  expect(told()).toEqual(["ann@example.com"]);
  shop.db.clock.advance(60 * 60_000);
  await pass(11_000);
  expect(told()).toEqual(["ann@example.com", "bea@example.com"]);
  await work.stop();
});

test("a process without the lease tells nobody, and two that both have it tell nobody twice", async () => {
  await adjust(-2);
  await ask("ann@example.com");
  await ask("bea@example.com");
  const event = await adjust(1);
  const idle = openProcess(false);
  idle.hear(event);
  await pass(12_000);
  expect(told()).toEqual([]);
  expect(idle.lease.hold).toHaveBeenCalled();
  await idle.work.stop();
  const both = [openProcess(), openProcess()];
  for (const { hear } of both) hear(event);
  await pass(3_000);
  expect(told()).toEqual(["ann@example.com"]);
  for (const { work, stopListening } of both) {
    await work.stop();
    expect(stopListening).toHaveBeenCalledOnce();
  }
});

test("with nothing changed the database is asked once in ten seconds", async () => {
  const skusAfter = vi.spyOn(shop.services.backInStock, "skusAfter");
  const { work, lease } = openProcess();
  await pass(31_000);
  expect(skusAfter).toHaveBeenCalledTimes(4);
  expect(lease.hold).toHaveBeenCalledTimes(4);
  await work.stop();
});
