import type { LatestMovement, StockEvent } from "@scarlet/domain/inventory";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createStoreroomFeed } from "./storeroom-feed.ts";

let moved: readonly LatestMovement[];
let reads: number;
let hearing: Set<(event: StockEvent) => void>;
let read: () => Promise<readonly LatestMovement[]>;

const movement = (id: string): LatestMovement => ({
  id,
  slug: "mug",
  title: "Mug",
  options: {},
  kind: "reserve",
  from: 4,
  to: 3,
  at: new Date(0),
});
const sale = (): void => {
  moved = [movement(`MUG-1 ${moved.length + 1}`), ...moved];
  for (const hear of hearing) hear({ kind: "changed", changes: [] });
};

beforeEach(() => {
  vi.useFakeTimers();
  [moved, reads, hearing] = [[], 0, new Set()];
  read = () => Promise.resolve(moved);
});
afterEach(() => void vi.useRealTimers());

function openFeed() {
  return createStoreroomFeed({
    stockEvents: {
      listen(onEvent) {
        hearing.add(onEvent);
        return () => void hearing.delete(onEvent);
      },
    },
    readMovements() {
      reads += 1;
      return read();
    },
  });
}

function join(feed: ReturnType<typeof openFeed>) {
  const told: (string | undefined)[] = [];
  return { told, leave: feed.join(([newest]) => told.push(newest?.id)) };
}

test("the first listener is told what is read for it, the next ones the same without a read", async () => {
  sale();
  const feed = openFeed();
  const first = join(feed);
  await vi.advanceTimersByTimeAsync(0);
  const others = Array.from({ length: 500 }, () => join(feed));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reads).toBe(1);
  for (const { told } of [first, ...others]) expect(told).toEqual(["MUG-1 1"]);
});

test("a sale is told at once where it was quiet; a thousand sales cost one read in three seconds", async () => {
  const feed = openFeed();
  const { told } = join(feed);
  await vi.advanceTimersByTimeAsync(60_000);
  sale();
  await vi.advanceTimersByTimeAsync(0);
  expect([told, reads]).toEqual([["MUG-1 1"], 2]);
  for (let each = 0; each < 1_000; each += 1) {
    sale();
    await vi.advanceTimersByTimeAsync(6);
  }
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reads).toBeLessThanOrEqual(2 + 3);
  expect(told.length).toBeLessThanOrEqual(1 + 3);
  expect(told.at(-1)).toBe("MUG-1 1001");
});

test("what is committed while it is read is told by the next read", async () => {
  const feed = openFeed();
  const { told } = join(feed);
  await vi.advanceTimersByTimeAsync(60_000);
  const answer = Promise.withResolvers<readonly LatestMovement[]>();
  read = () => answer.promise;
  sale();
  const before = moved;
  read = () => Promise.resolve(moved);
  sale();
  answer.resolve(before);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(told).toEqual(["MUG-1 1", "MUG-1 2"]);
});

test("where nobody listens nothing is read, and who comes then is told what is true then", async () => {
  const feed = openFeed();
  const { leave } = join(feed);
  await vi.advanceTimersByTimeAsync(60_000);
  leave();
  expect(hearing.size).toBe(0);
  sale();
  feed.lookAgain();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reads).toBe(1);
  const { told } = join(feed);
  await vi.advanceTimersByTimeAsync(0);
  expect([told, reads]).toEqual([["MUG-1 1"], 2]);
});

test("who comes and goes all the time makes it read no more often", async () => {
  const feed = openFeed();
  for (let each = 0; each < 300; each += 1) {
    join(feed).leave();
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(reads).toBeLessThanOrEqual(2);
});

test("what cannot be read is asked for again; what nobody told is found by looking again", async () => {
  const feed = openFeed();
  const { told } = join(feed);
  await vi.advanceTimersByTimeAsync(60_000);
  read = () => Promise.reject(new Error("the database is away"));
  sale();
  await vi.advanceTimersByTimeAsync(2_000);
  read = () => Promise.resolve(moved);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(told).toEqual(["MUG-1 1"]);
  moved = [movement("MUG-1 2"), ...moved];
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told).toEqual(["MUG-1 1"]);
  feed.lookAgain();
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual(["MUG-1 1", "MUG-1 2"]);
});

test("where nobody listens any more, what could not be read is not asked for again", async () => {
  read = () => Promise.reject(new Error("the database is away"));
  const { leave } = join(openFeed());
  await vi.advanceTimersByTimeAsync(1_000);
  leave();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reads).toBe(1);
});

test("what has not changed is not told again, and no loss of the others' news makes it read", async () => {
  sale();
  const feed = openFeed();
  const { told } = join(feed);
  await vi.advanceTimersByTimeAsync(60_000);
  for (const kind of ["interrupted", "end"] as const) for (const hear of hearing) hear({ kind });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reads).toBe(1);
  for (const hear of hearing) hear({ kind: "gap" });
  await vi.advanceTimersByTimeAsync(60_000);
  expect([reads, told]).toEqual([2, ["MUG-1 1"]]);
});
