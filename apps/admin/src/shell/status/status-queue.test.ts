import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createStatusQueue } from "./status-queue.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("sentences that come together are said one after the other, each for a while", () => {
  const said: string[] = [];
  const queue = createStatusQueue((sentence) => said.push(sentence));
  queue.add("Live again.");
  queue.add("3 rows changed.");
  queue.add("3 rows changed.");
  expect(said).toEqual(["Live again."]);
  vi.advanceTimersByTime(1_499);
  expect(said).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(said).toEqual(["Live again.", "3 rows changed."]);
  vi.advanceTimersByTime(10_000);
  queue.add("1 row changed.");
  expect(said).toEqual(["Live again.", "3 rows changed.", "1 row changed."]);
});

test("what was not said yet is forgotten with the page", () => {
  const said: string[] = [];
  const queue = createStatusQueue((sentence) => said.push(sentence));
  queue.add("one");
  queue.add("two");
  queue.clear();
  vi.advanceTimersByTime(10_000);
  expect(said).toEqual(["one"]);
});
