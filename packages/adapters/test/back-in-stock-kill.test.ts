import type { WriteMail } from "@scarlet/domain/back-in-stock";
import { buildProduct } from "@scarlet/testing/builders";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createBackInStockStore } from "../src/back-in-stock/index.ts";
import { createOutbox } from "../src/mail/index.ts";
import { connectMongo, newId } from "../src/mongo/index.ts";
import { openTestDatabase, stockEngine, type TestDatabase } from "./harness/database.ts";
import { type CuttingProxy, startCuttingProxy } from "./harness/disconnecting-proxy.ts";

const SKU = "CUP-RED";
/** Longer than the test: the process that was cut off is dead. */
const FOR_EVER_MS = 600_000;
let database: TestDatabase;
let proxy: CuttingProxy;
beforeAll(async () => {
  database = await openTestDatabase();
  proxy = await startCuttingProxy(Number(new URL(database.url).port));
});
afterAll(async () => {
  await proxy.close();
  await database.close();
});

const write: WriteMail = ({ id, email }) => ({
  key: `back-in-stock:${id}`,
  to: email,
  subject: "It is back",
  text: "Here.\n",
  html: "<p>Here.</p>",
});

/** Two wait and one piece is there. */
async function waiting() {
  const engine = await stockEngine(database);
  await engine.stockUp(buildProduct("cup", [SKU]), { [SKU]: 1 });
  const store = createBackInStockStore(database.mongo, { delivers: false });
  const now = (await engine.now()).getTime();
  for (const [place, address] of ["ann@example.com", "bea@example.com"].entries())
    await store.add({ id: newId(), sku: SKU, email: address, address, at: new Date(now + place) });
  return store;
}

/** Tells by a process that dies at a command, before the database hears of it or after it has answered. */
async function tellAndDie(command: string, when: "asked" | "answered"): Promise<boolean> {
  proxy.comeBack();
  const url = new URL(database.url);
  url.port = String(proxy.port);
  url.search = "?directConnection=true";
  const victim = await connectMongo({ url: url.href, selectionMs: 500 });
  await victim.ping();
  const isCut = new Promise<boolean>((resolve) => {
    proxy.cutAt({ command, when, unavailableMs: FOR_EVER_MS, onCut: () => resolve(true) });
  });
  const telling = createBackInStockStore(victim, { delivers: false }).tellNext(SKU, write);
  const outcome = telling.then(() => false);
  const died = await Promise.race([isCut, outcome]);
  await victim.close();
  await expect(outcome).rejects.toThrow();
  // The database ends what a dead client left open when its time limit is over; the test does not wait for that.
  await database.mongo.client.db("admin").command({ killAllSessions: [] });
  return died;
}

const COMMANDS = ["update", "aggregate", "delete", "distinct", "insert", "commitTransaction"];
const CUTS = COMMANDS.flatMap((command) => [[command, "asked"] as const, [command, "answered"] as const]);

test.each(CUTS)(
  "killed when %s was %s: told exactly once in the end, and no more than there are pieces",
  async (...cut) => {
    const store = await waiting();
    expect(await tellAndDie(...cut)).toBe(true);
    await store.tellNext(SKU, write);
    await store.tellNext(SKU, write);
    const { items } = await createOutbox(database.mongo, { delivers: false }).list({ limit: 10 });
    expect(items.map(({ to }) => to)).toEqual(["ann@example.com"]);
    expect(await store.countOf(SKU)).toBe(1);
  },
);
