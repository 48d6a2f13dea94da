import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { repeat } from "./repeat.ts";

const silent = { info() {}, warn() {}, error: vi.fn() };
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a job runs again after its pause, and at once while there is more to do", async () => {
  const more = [true, true, false, false];
  const step = vi.fn(() => Promise.resolve(more.shift() ?? false));
  const job = repeat({ name: "x", everyMs: 1_000, step }, silent);
  await vi.advanceTimersByTimeAsync(1_002);
  expect(step).toHaveBeenCalledTimes(3);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(step).toHaveBeenCalledTimes(4);
  await job.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(step).toHaveBeenCalledTimes(4);
});

test("a step that fails is told and tried again", async () => {
  const step = vi.fn(() => Promise.reject(new Error("database")));
  const job = repeat({ name: "x", everyMs: 1_000, step }, silent);
  await vi.advanceTimersByTimeAsync(2_500);
  expect(step).toHaveBeenCalledTimes(2);
  expect(silent.error).toHaveBeenCalledTimes(2);
  await job.stop();
});

test("stopping waits for the step in hand, and no other begins", async () => {
  let finish: (more: boolean) => void = () => {};
  const step = vi.fn(() => new Promise<boolean>((resolve) => (finish = resolve)));
  const job = repeat({ name: "x", everyMs: 10, step }, silent);
  await vi.advanceTimersByTimeAsync(10);
  let stopped = false;
  const stopping = job.stop().then(() => (stopped = true));
  await vi.advanceTimersByTimeAsync(100);
  expect(stopped).toBe(false);
  finish(true);
  await stopping;
  await vi.advanceTimersByTimeAsync(100);
  expect(step).toHaveBeenCalledTimes(1);
});
