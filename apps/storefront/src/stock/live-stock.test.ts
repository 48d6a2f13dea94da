import { FakeEventSource } from "@scarlet/web/inventory/fake-event-source";
import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connectLiveStock } from "./live-stock.ts";

class Page extends EventTarget {
  visibilityState = "visible";
}

const last = (): FakeEventSource => {
  const source = FakeEventSource.opened.at(-1);
  if (source === undefined) throw new Error("nothing was opened");
  return source;
};
const card = (id: string, stockVersion: number, availableStock: number) => ({
  id,
  stockVersion,
  freeAt: null,
  availableStock,
  skus: [{ sku: `${id}-1`, availableStock, lowStockAt: 3, held: false }],
});
const changed = (id: string, version: number, available: number) => ({
  productId: id,
  version,
  freeAt: null,
  skus: [{ sku: `${id}-1`, available, lowStockAt: 3, held: false }],
});

let page: Page;
let view: EventTarget;

beforeEach(() => {
  vi.useFakeTimers();
  FakeEventSource.opened = [];
  [page, view] = [new Page(), new EventTarget()];
  vi.stubGlobal("EventSource", FakeEventSource);
  vi.stubGlobal("document", page);
  // One tab that has no others beside it.
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("window", view);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A page that shows these answers, each read by a function that counts. */
async function openPage(answers: Readonly<Record<string, unknown>>) {
  const client = new QueryClient();
  const reads: string[] = [];
  const told: string[] = [];
  const live = connectLiveStock(client, ({ productId }) => told.push(productId));
  for (const [name, answer] of Object.entries(answers)) {
    client.setQueryData([name], answer);
    const queryFn = () => {
      reads.push(name);
      return Promise.resolve(client.getQueryData([name]));
    };
    new QueryObserver(client, {
      queryKey: [name],
      queryFn,
      staleTime: Number.POSITIVE_INFINITY,
    }).subscribe(() => undefined);
  }
  await vi.advanceTimersByTimeAsync(200);
  return { client, live, reads, told };
}

test("it listens once for all products that the page shows, in the versions that it shows", async () => {
  await openPage({ shelf: { items: [card("mug", 4, 3), card("jug", 2, 1)] }, product: card("mug", 5, 2) });
  expect(FakeEventSource.opened.map(({ url }) => url)).toEqual(["/api/stock/events?products=mug:4,jug:2"]);
});

test("a change is put into every answer without a read, and none counts as read again", async () => {
  const { client, reads, told } = await openPage({ shelf: [card("mug", 4, 3)], product: card("mug", 4, 3) });
  const readAt = client.getQueryState(["shelf"])?.dataUpdatedAt;
  await vi.advanceTimersByTimeAsync(1_000);
  last().say("changed", changed("mug", 5, 2));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(client.getQueryData(["shelf"])).toEqual([card("mug", 5, 2)]);
  expect(client.getQueryData(["product"])).toEqual(card("mug", 5, 2));
  expect(client.getQueryState(["shelf"])?.dataUpdatedAt).toBe(readAt);
  expect([reads, told]).toEqual([[], ["mug"]]);
  // Out of order, and doubled.
  last().say("changed", changed("mug", 4, 9));
  last().say("changed", changed("mug", 5, 9));
  expect(client.getQueryData(["product"])).toEqual(card("mug", 5, 2));
});

test("a product whose figures are not known is read again, and nothing else", async () => {
  const { reads } = await openPage({ mug: card("mug", 4, 3), jug: card("jug", 2, 1) });
  last().say("stale", { productId: "jug" });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(reads).toEqual(["jug"]);
  last().say("gap");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(reads.toSorted()).toEqual(["jug", "jug", "mug"]);
});

test("nobody listens for a page that nobody looks at; whoever comes back asks for what is shown then", async () => {
  const { client } = await openPage({ mug: card("mug", 4, 3) });
  page.visibilityState = "hidden";
  page.dispatchEvent(new Event("visibilitychange"));
  expect(last().isClosed).toBe(true);
  client.setQueryData(["mug"], card("mug", 6, 1));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(FakeEventSource.opened).toHaveLength(1);
  page.visibilityState = "visible";
  page.dispatchEvent(new Event("visibilitychange"));
  expect(last().url).toBe("/api/stock/events?products=mug:6");
  view.dispatchEvent(new Event("pagehide"));
  expect(last().isClosed).toBe(true);
});

test("a page that is put to sleep listens to nothing, and asks for what it shows when it wakes", async () => {
  const { client } = await openPage({ mug: card("mug", 4, 3) });
  page.dispatchEvent(new Event("freeze"));
  expect(last().isClosed).toBe(true);
  client.setQueryData(["mug"], card("mug", 6, 1));
  page.dispatchEvent(new Event("resume"));
  expect(last().url).toBe("/api/stock/events?products=mug:6");
});

test("a page whose machine slept asks for what it shows, though its connection never ended", async () => {
  await openPage({ mug: card("mug", 4, 3) });
  last().say("alive");
  await vi.advanceTimersByTimeAsync(30_000);
  expect(FakeEventSource.opened).toHaveLength(1);
  vi.setSystemTime(Date.now() + 3_600_000);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(FakeEventSource.opened.map(({ isClosed }) => isClosed)).toEqual([true, false]);
});

test("a page that has no network is not live, though its connection has not ended yet", async () => {
  const { live } = await openPage({ mug: card("mug", 4, 3) });
  last().say("alive");
  vi.stubGlobal("navigator", { onLine: false });
  view.dispatchEvent(new Event("offline"));
  await vi.advanceTimersByTimeAsync(5_000);
  expect([live.state()?.kind, last().isClosed]).toEqual(["lost", true]);
});

test("a page that has a network again listens at once", async () => {
  await openPage({ mug: card("mug", 4, 3) });
  for (let attempt = 0; attempt < 6; attempt += 1) {
    last().dispatchEvent(new Event("error"));
    await vi.advanceTimersByTimeAsync(60_000);
  }
  last().dispatchEvent(new Event("error"));
  const before = FakeEventSource.opened.length;
  view.dispatchEvent(new Event("online"));
  expect(FakeEventSource.opened).toHaveLength(before + 1);
});

test("while nothing is heard the page is read every 20 seconds, and says when that was", async () => {
  const { live, reads } = await openPage({ mug: card("mug", 4, 3) });
  last().say("alive");
  expect(live.state()).toEqual({ kind: "live" });
  last().say("interrupted");
  const heardAtMs = Date.now();
  await vi.advanceTimersByTimeAsync(4_999);
  expect(live.state()).toEqual({ kind: "live" });
  await vi.advanceTimersByTimeAsync(1);
  expect(live.state()).toEqual({ kind: "lost", heardAtMs });
  await vi.advanceTimersByTimeAsync(15_000);
  expect(reads).toEqual(["mug"]);
  expect(live.state()).toMatchObject({ kind: "lost" });
  expect(live.state()).not.toEqual({ kind: "lost", heardAtMs });
});

const MOVEMENT = { id: "MUG-1 8", slug: "mug", title: "Mug", options: {}, kind: "reserve", from: 4, to: 3 };

test("while a strip of movements is shown they are told too, on the same connection, and on a page without products", async () => {
  const { live } = await openPage({ mug: card("mug", 4, 3) });
  const told: string[] = [];
  const leave = live.hearMovements(([newest]) => told.push(newest?.id ?? "none"));
  await vi.advanceTimersByTimeAsync(200);
  expect([FakeEventSource.opened.length, last().url]).toEqual([
    2,
    "/api/stock/events?products=mug:4&storeroom=also",
  ]);
  last().say("movements", [{ ...MOVEMENT, at: new Date() }]);
  last().say("movements", [{ ...MOVEMENT, at: "forged" }]);
  expect(told).toEqual(["MUG-1 8"]);
  leave();
  last().say("movements", [{ ...MOVEMENT, id: "MUG-1 9", at: new Date() }]);
  expect(told).toEqual(["MUG-1 8"]);
});

test("a page without products listens for its strip alone", async () => {
  const { live } = await openPage({});
  expect(FakeEventSource.opened).toEqual([]);
  live.hearMovements(() => undefined);
  await vi.advanceTimersByTimeAsync(200);
  expect(last().url).toBe("/api/stock/events?storeroom=only");
});
