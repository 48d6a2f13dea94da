import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Answer } from "../api-caller.ts";
import { leave, tokenOf } from "../processes/api-process.ts";
import { bundledApi } from "../processes/bundled-api.ts";
import { openStores, type Stores } from "../processes/database-and-redis.ts";
import { findStockFaults } from "../processes/stock-checks.ts";
import { openStandbyProcesses, type StandbyProcess, type StandbyProcesses } from "./standby-processes.ts";

const SLUG = "harbour-teapot";
/** Only ends what hangs: on a machine with four times its load the shop was seen to say "try again" for 15 s. */
const RECOVERED_WITHIN_MS = 90_000;
const ENOUGH = 100;
/** A transaction alone has more answers than this: fewer would mean that nothing was tried. */
const KILLS_AT_LEAST = 5;

/** What an order is asked to do, and what it must have come to whenever the process died. */
export type Step = {
  /** What must be there before; its answer's id is the order's. */
  readonly before: readonly string[];
  readonly request: (orderId: string) => string;
  readonly status: string;
  /** What this order keeps from the shelf: held, sold. */
  readonly takes: { readonly reserved: number; readonly sold: number };
  readonly keptMinor: (totalMinor: number) => number;
};

/** Asks for each step again and again, kills the API one answer of the database later each time, and looks at the books. */
export function killEverywhere(steps: Readonly<Record<string, Step>>): void {
  let stores: Stores;
  let victims: StandbyProcesses;
  let victim: StandbyProcess;
  let token: string;
  let sku: string;

  beforeAll(async () => {
    // The first file makes one, the other file the other of what both need.
    [stores] = await Promise.all([openStores(), bundledApi()]);
    // The test is the housekeeper, so that only the request's own steps are counted.
    const until = new Date(Date.now() + 24 * 60 * 60 * 1000);
    await stores.db
      .collection<{ _id: string; owner: string; until: Date }>("leases")
      .insertOne({ _id: "housekeeping", owner: "the test", until });
    victims = await openStandbyProcesses(stores);
    victim = await victims.next();
    const { call } = victim.api;
    token = await tokenOf(call, "shopper");
    const product = await call("GET", `/api/catalog/products/${SLUG}`);
    sku = (product.body.skus as { sku: string }[])[0]?.sku ?? "";
    await leave(call, sku, ENOUGH);
  }, 180_000);
  afterAll(async () => {
    await victims.close();
    await stores.close();
  }, 180_000);

  const post = (path: string, key: string): Promise<Answer> =>
    victim.api.call("POST", `/api/orders${path}`, {
      token,
      key,
      body: path === "" ? { items: [{ sku, quantity: 1 }] } : {},
    });

  /** Sends a write, the same intent each time, until the shop has an answer that is not "try again". */
  async function send(path: string, key: string): Promise<Answer> {
    const giveUpAt = performance.now() + RECOVERED_WITHIN_MS;
    for (;;) {
      const answer = await post(path, key);
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

  /** Asks while the API dies at the nth answer. Tells whether it died, and what was answered, if anything was. */
  async function askAndKill(path: string, key: string, n: number) {
    let dead: Promise<void> | undefined;
    victim.proxy.arm(n, () => {
      dead = victim.api.kill();
    });
    const answer = await post(path, key).catch(() => null);
    const at = victim.proxy.seen().at(n - 1) ?? "nowhere";
    victim.proxy.arm(Number.POSITIVE_INFINITY, () => {});
    if (!dead) return { answer, at, died: false };
    await dead;
    // The database ends what a dead client left open when its time limit is over; the test does not wait for that.
    await stores.db.admin().command({ killAllSessions: [] });
    victim = await victims.next();
    return { answer, at, died: true };
  }

  /** One kill, or none when the request has fewer answers than `n`. */
  async function killAt(name: string, step: Step, n: number): Promise<boolean> {
    const shelfBefore = await shelf();
    const ordersBefore = await stores.db.collection("orders").countDocuments();
    const path = step.request(await setUp(step.before));
    const key = randomUUID();
    const { answer: first, at, died } = await askAndKill(path, key, n);

    const again = await send(path, key);
    const orderId = String(again.body.id);
    const read = await victim.api.call("GET", `/api/orders/${orderId}`, { token });
    if (first?.status === again.status) expect(again.text).toBe(first.text);
    expect(
      {
        answered: [again.status, again.body.status],
        reads: read.body.status,
        faults: await findStockFaults(stores.db),
        orders: await stores.db.collection("orders").countDocuments(),
        shelf: await shelf(),
        keptMinor: await kept(stores, orderId),
      },
      `${name}, killed at answer ${n}: ${at}`,
    ).toEqual({
      answered: [path === "" ? 201 : 200, step.status],
      reads: step.status,
      faults: [],
      orders: ordersBefore + 1,
      shelf: {
        onHand: shelfBefore.onHand - step.takes.sold,
        reserved: shelfBefore.reserved + step.takes.reserved,
      },
      keptMinor: step.keptMinor(Number(read.body.totalMinor)),
    });
    return died;
  }

  test.each(Object.entries(steps))(
    "killed at any answer of the database during: %s. Asked again, it is done once and every unit is explained",
    async (name, step) => {
      let kills = 0;
      while (await killAt(name, step, kills + 1)) kills += 1;
      expect(kills).toBeGreaterThanOrEqual(KILLS_AT_LEAST);
    },
    600_000,
  );
}

/** What the test gateway took for an order and did not send back. */
async function kept({ db }: Stores, orderId: string): Promise<number> {
  const charges = await db.collection("test_charges").find({ orderId }).toArray();
  return charges.reduce((sum, charge) => {
    const refunded = (charge.refunds as { amountMinor: number }[]).reduce(
      (back, each) => back + Number(each.amountMinor),
      0,
    );
    return sum + Number(charge.amountMinor) - refunded;
  }, 0);
}
