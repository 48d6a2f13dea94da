import { matchesSearch, ORDER_STATUSES, type Order } from "@scarlet/domain/orders";
import { buildOrder, buildProduct } from "@scarlet/testing/builders";
import type { Document } from "mongodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMailQueue, createOutbox } from "../src/mail/index.ts";
import { connectMongo, type Mongo, newId } from "../src/mongo/index.ts";
import { createIssueStore, createOrderStock, createOrderStore } from "../src/orders/index.ts";
import { orderRecords } from "../src/orders/order-record.ts";
import { openTestDatabase, type TestDatabase } from "./harness/database.ts";
import { explain, watchCommands } from "./harness/explain.ts";
import { NO_FENCE } from "./harness/no-fence.ts";

// Which index answers each list of orders, issues, mails, movements and holders that a caller can ask for. The same is
// expected of the embedded server and of a real MongoDB.

const ORDERS = 2_400;
const LIMIT = 5;
const MAX_SORTED = 1_000;
const MAX_BEYOND = 1_000;
const NOW = Date.now();
const FIRST_NAMES = ["Marta", "Anna", "Ilse"];
const mug = buildProduct("mug", ["MUG-1"], {});

const orders: readonly Order[] = Array.from({ length: ORDERS }, (_, index) => {
  const status = ORDER_STATUSES[index % ORDER_STATUSES.length] ?? "paid";
  const built = buildOrder(mug, 1, { id: newId(), now: new Date(NOW - index * 60_000) });
  return {
    ...built,
    status,
    ownerKey: `user:${index % 40}`,
    number: `SC-${10_000 + index}`,
    email: `person${index % 700}@example.com`,
    // Of the holds half have ended, and nobody has written so yet.
    holdExpiresAt: new Date(NOW + (index % 2 === 0 ? 900_000 : -900_000)),
    address: {
      firstName: FIRST_NAMES[index % 3] ?? "",
      lastName: `Jansen${index % 900}`,
      street: "Kade 1",
      postcode: "1000 AA",
      town: "Amsterdam",
      country: "NL",
    },
  };
});

let database: TestDatabase;
let mongo: Mongo;
beforeAll(async () => {
  database = await openTestDatabase();
  mongo = await connectMongo({ url: `${database.url}&monitorCommands=true` });
  for (let from = 0; from < ORDERS; from += 400)
    await mongo.prisma.orm.orders.createAndCount(orders.slice(from, from + 400).map(orderRecords.toRecord));
}, 120_000);
afterAll(async () => {
  await mongo.close();
  await database.close();
});

const STATUSES = [undefined, ...ORDER_STATUSES];
/** A name of a third, of few, both, the beginning of an address, a number, and nothing that anybody has. */
const SEARCHES = [undefined, "marta", "jansen7", "anna jansen", "person12", "SC-10020", "nobody at all"];
const COMBINATIONS = [undefined, "user:7"].flatMap((ownerKey) =>
  STATUSES.flatMap((status) => SEARCHES.map((q) => ({ ownerKey, status, q }))),
);

function wantedFor({ ownerKey, status, q }: (typeof COMBINATIONS)[number]): string[] {
  const shownAs = (order: Order) =>
    order.status === "pending" && order.holdExpiresAt.getTime() <= NOW ? "expired" : order.status;
  return orders
    .filter(
      (order) =>
        (ownerKey === undefined || order.ownerKey === ownerKey) &&
        (status === undefined || shownAs(order) === status) &&
        (q === undefined || matchesSearch(order, q, { byNumberOnly: false })),
    )
    .map(({ number }) => number);
}

/** The sorts of more than is allowed, and the scans. */
async function faultsOf(commands: readonly Document[]): Promise<string[]> {
  const faults: string[] = [];
  for (const command of commands) {
    const { stages, indexes, beyond } = await explain(mongo, command);
    const { _id: ids } = (command.filter?.$and?.[0] ?? {}) as { _id?: { $in: readonly unknown[] } };
    const named = ids?.$in;
    if (stages.includes("COLLSCAN")) faults.push("a scan");
    if (stages.includes("SORT") && !(named && named.length <= MAX_SORTED) && !indexes.includes("tokens_1"))
      faults.push(`a sort, by ${indexes.join()}`);
    if (beyond > MAX_BEYOND) faults.push(`${beyond} looked at beyond what is shown`);
  }
  return faults;
}

describe.each(COMBINATIONS)("the orders of %o", (wanted) => {
  test("are read along an index, newest first, from the beginning and behind a cursor", async () => {
    const list = {
      limit: LIMIT,
      ...Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)),
    };
    const watched = watchCommands(mongo, "orders");
    const store = createOrderStore(mongo);
    const numbers = wantedFor(wanted);
    const first = await watched(() => store.list(list));
    expect(first.answer.items.map(({ number }) => number)).toEqual(numbers.slice(0, LIMIT));
    const cursor = first.answer.nextCursor;
    expect(cursor === null).toBe(numbers.length <= LIMIT);
    expect(await faultsOf(first.commands)).toEqual([]);
    if (cursor === null) return;
    const next = await watched(() => store.list({ ...list, cursor }));
    expect(next.answer.items.map(({ number }) => number)).toEqual(numbers.slice(LIMIT, 2 * LIMIT));
    expect(await faultsOf(next.commands)).toEqual([]);
  });
});

test("one's own orders are searched by number alone, by the index of what is said", async () => {
  const watched = watchCommands(mongo, "orders");
  const own = { ownerKey: "user:7", byNumberOnly: true, limit: LIMIT };
  const { answer, commands } = await watched(() => createOrderStore(mongo).list({ ...own, q: "sc-10007" }));
  expect(answer.items.map(({ number }) => number)).toEqual(["SC-10007"]);
  expect(await faultsOf(commands)).toEqual([]);
});

const MAILS = { delivers: true };

describe("the other lists of staff", () => {
  const READS: readonly (readonly [string, string, () => Promise<unknown>])[] = [
    ["open issues", "order_issues", () => createIssueStore(mongo).list({ state: "open", limit: LIMIT })],
    ["closed issues", "order_issues", () => createIssueStore(mongo).list({ state: "closed", limit: LIMIT })],
    ["mails", "mails", () => createOutbox(mongo, MAILS).list({ limit: LIMIT })],
    ["failed mails", "mails", () => createOutbox(mongo, MAILS).list({ state: "failed", limit: LIMIT })],
    ["waiting mails", "mails", () => createMailQueue(mongo).take(LIMIT, 1_000)],
    ["who holds most", "orders", () => createOrderStore(mongo).holders(new Date(), LIMIT)],
    ["counts of stock", "stock", () => createOrderStock(mongo, NO_FENCE).counts()],
  ];
  test.each(READS)("%s are read along an index", async (_, collection, read) => {
    const { commands } = await watchCommands(mongo, collection)(read);
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) {
      const sums = JSON.stringify(command).includes("$onHand");
      const { stages, indexes } = await explain(mongo, command);
      // The sum of all pieces is the one figure that no index knows: it is read once a minute in a large shop.
      if (sums) continue;
      expect(stages).not.toContain("COLLSCAN");
      expect(indexes).toHaveLength(1);
      if (command.find) expect(stages).not.toContain("SORT");
    }
  });
});
