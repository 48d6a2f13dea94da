import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Answer } from "../caller.ts";
import { type Api, leave, startApi, tokenOf } from "../processes/api.ts";
import { checkBooks } from "../processes/check-books.ts";
import { openStores, type Stores } from "../processes/stores.ts";
import { type KillingProxy, startKillingProxy } from "./killing-proxy.ts";

const SLUG = "harbour-teapot";
const RECOVERED_WITHIN_MS = 20_000;
const ENOUGH = 100;

let stores: Stores;
let proxy: KillingProxy;
let api: Api;
let token: string;
let sku: string;

beforeAll(async () => {
  stores = await openStores();
  // The test is the housekeeper, so that only the request's own steps are counted.
  const until = new Date(Date.now() + 24 * 60 * 60 * 1000);
  await stores.db
    .collection<{ _id: string; owner: string; until: Date }>("leases")
    .insertOne({ _id: "housekeeping", owner: "the test", until });
  proxy = await startKillingProxy(stores.databasePort);
  await startApiBehindProxy();
  token = await tokenOf(api.call, "shopper");
  const product = await api.call("GET", `/api/catalog/products/${SLUG}`);
  sku = (product.body.skus as { sku: string }[])[0]?.sku ?? "";
  await leave(api.call, sku, ENOUGH);
}, 180_000);
afterAll(async () => {
  await api.stop();
  await proxy.close();
  await stores.close();
});

async function startApiBehindProxy(): Promise<void> {
  const databaseUrl = `mongodb://127.0.0.1:${proxy.port}/scarlet?directConnection=true`;
  api = await startApi({ databaseUrl, redisUrl: stores.redisUrl });
}

type Step = {
  /** What must be there before; its answer's id is the order's. */
  readonly before: readonly string[];
  readonly request: (orderId: string) => string;
  readonly status: string;
  /** What this order keeps from the shelf: held, sold. */
  readonly takes: { readonly reserved: number; readonly sold: number };
  readonly keptMinor: (totalMinor: number) => number;
};

const none = () => 0;
const STEPS: Readonly<Record<string, Step>> = {
  place: {
    before: [],
    request: () => "",
    status: "pending",
    takes: { reserved: 1, sold: 0 },
    keptMinor: none,
  },
  pay: {
    before: [""],
    request: (id) => `/${id}/pay`,
    status: "paid",
    takes: { reserved: 0, sold: 1 },
    keptMinor: (totalMinor) => totalMinor,
  },
  "cancel what is held": {
    before: [""],
    request: (id) => `/${id}/cancel`,
    status: "cancelled",
    takes: { reserved: 0, sold: 0 },
    keptMinor: none,
  },
  "cancel what is paid": {
    before: ["", "/pay"],
    request: (id) => `/${id}/cancel`,
    status: "cancelled",
    takes: { reserved: 0, sold: 0 },
    keptMinor: none,
  },
  "extend a hold": {
    before: [""],
    request: (id) => `/${id}/extend-hold`,
    status: "pending",
    takes: { reserved: 1, sold: 0 },
    keptMinor: none,
  },
};

const PLACE = () => ({ items: [{ sku, quantity: 1 }] });

/** Sends a write, the same intent each time, until the shop has an answer that is not "try again". */
async function send(path: string, key: string): Promise<Answer> {
  const body = path === "" ? PLACE() : {};
  const giveUpAt = performance.now() + RECOVERED_WITHIN_MS;
  for (;;) {
    const answer = await api.call("POST", `/api/orders${path}`, { token, key, body });
    if (answer.status !== 503 || performance.now() > giveUpAt) return answer;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function setUp(before: readonly string[]): Promise<string> {
  let id = "";
  for (const path of before) {
    const answer = await send(path === "" ? "" : `/${id}${path}`, randomUUID());
    expect(answer.status).toBeLessThan(300);
    id = String(answer.body.id);
  }
  return id;
}

const shelf = async () => {
  const row = await stores.db.collection("stock").findOne({ sku });
  return { onHand: Number(row?.onHand), reserved: Number(row?.reserved) };
};

test.each(Object.keys(STEPS))(
  "killed at any answer of the database during: %s. Asked again, it is done once and every unit is explained",
  async (name) => {
    const step = STEPS[name];
    if (!step) throw new Error(`no step ${name}`);
    if (!api.isRunning()) await startApiBehindProxy();
    let killed = 0;
    for (let n = 1; ; n++) {
      const shelfBefore = await shelf();
      const ordersBefore = await stores.db.collection("orders").countDocuments();
      const id = await setUp(step.before);
      const path = step.request(id);
      const key = randomUUID();

      let dead: Promise<void> | undefined;
      proxy.arm(n, () => {
        dead = api.kill();
      });
      const body = path === "" ? PLACE() : {};
      const first = await api.call("POST", `/api/orders${path}`, { token, key, body }).catch(() => null);
      const at = proxy.seen().at(n - 1) ?? "nowhere";
      proxy.arm(Number.POSITIVE_INFINITY, () => {});
      if (dead) {
        await dead;
        killed += 1;
        // The database ends what a dead client left open when its time limit is over; the test does not wait for that.
        await stores.db.admin().command({ killAllSessions: [] });
        await startApiBehindProxy();
      }

      const again = await send(path, key);
      expect([name, n, at, again.status, again.body.status]).toEqual([
        name,
        n,
        at,
        path === "" ? 201 : 200,
        step.status,
      ]);
      if (first?.status === again.status) expect(again.text).toBe(first.text);
      const orderId = String(again.body.id);
      const read = await api.call("GET", `/api/orders/${orderId}`, { token });
      expect([name, n, at, read.body.status]).toEqual([name, n, at, step.status]);
      expect([name, n, at, await checkBooks(stores.db)]).toEqual([name, n, at, []]);
      expect(await stores.db.collection("orders").countDocuments()).toBe(ordersBefore + 1);
      expect([name, n, at, await shelf()]).toEqual([
        name,
        n,
        at,
        {
          onHand: shelfBefore.onHand - step.takes.sold,
          reserved: shelfBefore.reserved + step.takes.reserved,
        },
      ]);
      expect([name, n, at, await kept(orderId)]).toEqual([
        name,
        n,
        at,
        step.keptMinor(Number(read.body.totalMinor)),
      ]);
      if (!dead) break;
    }
    // A transaction alone has more answers than this: fewer would mean that nothing was tried.
    expect(killed).toBeGreaterThanOrEqual(5);
  },
  600_000,
);

/** What the test gateway took for an order and did not send back. */
async function kept(orderId: string): Promise<number> {
  const charges = await stores.db.collection("test_charges").find({ orderId }).toArray();
  return charges.reduce((sum, charge) => {
    const refunded = (charge.refunds as { amountMinor: number }[]).reduce(
      (back, each) => back + Number(each.amountMinor),
      0,
    );
    return sum + Number(charge.amountMinor) - refunded;
  }, 0);
}
