import { checkStockInvariants } from "@scarlet/testing/memory";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startHousekeeping } from "../src/jobs/housekeeping.ts";
import { type MemoryShop, openMemoryShop } from "./memory-shop.ts";

const setDriftingSkus = vi.fn();
const links = { urlOf: ({ id }: { readonly id: string }) => `http://shop.test/orders/${id}` };
const silent = { info() {}, warn() {}, error: vi.fn() };
let shop: MemoryShop;

beforeEach(async () => {
  shop = await openMemoryShop();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => void vi.useRealTimers());

/** A lease that is held or not, as the test says. */
function leaseOf(held: boolean) {
  return { held, hold: vi.fn(() => Promise.resolve(held)), release: vi.fn(() => Promise.resolve()) };
}

async function hold(quantity: number): Promise<string> {
  const body = { items: [{ sku: "PLATE-1", quantity }] };
  const answer = await shop.call("POST", "/api/orders", { token: shop.tokenOf("shopper"), body });
  return String(answer.body.id);
}

test("an ended hold is released within five seconds of its end, an open one is left alone", async () => {
  const ended = await hold(3);
  shop.db.clock.advance(600_000);
  const open = await hold(2);
  shop.db.clock.advance(300_000);
  const work = startHousekeeping({
    services: shop.services,
    lease: leaseOf(true),
    log: silent,
    setDriftingSkus,
    links,
  });
  await vi.advanceTimersByTimeAsync(4_000);
  expect(shop.db.orders.get(ended)?.status).toBe("expired");
  expect(shop.db.orders.get(open)?.status).toBe("pending");
  expect(shop.db.stock.get("PLATE-1")).toMatchObject({ onHand: 40, reserved: 2 });
  expect(shop.db.movements.at(-1)).toMatchObject({ kind: "release", actor: { kind: "system" } });
  expect(checkStockInvariants(shop.db)).toEqual([]);
  await work.stop();
});

test("a process that does not hold the lease sweeps nothing", async () => {
  const ended = await hold(3);
  shop.db.clock.advance(900_000);
  const lease = leaseOf(false);
  const work = startHousekeeping({ services: shop.services, lease, log: silent, setDriftingSkus, links });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(lease.hold).toHaveBeenCalled();
  expect(shop.db.orders.get(ended)?.status).toBe("pending");
  await work.stop();
});

test("two that both believe they hold it release each piece once", async () => {
  for (let i = 0; i < 3; i++) await hold(2);
  shop.db.clock.advance(900_000);
  const works = [1, 2].map(() =>
    startHousekeeping({
      services: shop.services,
      lease: leaseOf(true),
      log: silent,
      setDriftingSkus,
      links,
    }),
  );
  await vi.advanceTimersByTimeAsync(3_000);
  expect(shop.db.stock.get("PLATE-1")).toMatchObject({ onHand: 40, reserved: 0 });
  expect(checkStockInvariants(shop.db)).toEqual([]);
  await Promise.all(works.map((work) => work.stop()));
});

test("ending gives the lease back, so that the next process need not wait", async () => {
  const lease = leaseOf(true);
  const work = startHousekeeping({ services: shop.services, lease, log: silent, setDriftingSkus, links });
  await work.stop();
  expect(lease.release).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(lease.hold).not.toHaveBeenCalled();
});

test("books that do not agree are told to the metric, by the process without the lease too, until they do", async () => {
  const row = shop.db.stock.get("PLATE-1");
  if (row === undefined) throw new Error("there is no plate");
  shop.db.stock.set("PLATE-1", { ...row, onHand: row.onHand + 1, available: row.available + 1 });
  const first = vi.fn();
  const parts = { services: shop.services, log: { ...silent, error: vi.fn() }, links };
  const works = [
    startHousekeeping({ ...parts, lease: leaseOf(true), setDriftingSkus }),
    startHousekeeping({ ...parts, lease: leaseOf(false), setDriftingSkus: first }),
  ];
  await vi.advanceTimersByTimeAsync(21_000);
  expect(setDriftingSkus).toHaveBeenLastCalledWith(1);
  expect(first).toHaveBeenLastCalledWith(1);
  expect(parts.log.error).toHaveBeenCalledOnce();
  shop.db.stock.set("PLATE-1", row);
  await vi.advanceTimersByTimeAsync(21_000);
  expect(setDriftingSkus).toHaveBeenLastCalledWith(0);
  await Promise.all(works.map((work) => work.stop()));
});
