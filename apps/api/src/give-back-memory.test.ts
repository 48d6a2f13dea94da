import { expect, test } from "vitest";
import { createMemoryKeeper } from "./give-back-memory.ts";

const MEGABYTE = 1024 * 1024;

/** A process whose heap of 300 MB shrinks to 80 when garbage is collected. */
function openProcess() {
  const state = { cpuMs: 4_000, heapBytes: 300 * MEGABYTE, collections: 0 };
  const look = createMemoryKeeper({
    cpuMs: () => state.cpuMs,
    heapBytes: () => state.heapBytes,
    collect: () => {
      state.collections += 1;
      state.heapBytes = 80 * MEGABYTE;
    },
  });
  return { state, look };
}

test("what a start took is given back when nobody asks anything, once", () => {
  const { state, look } = openProcess();
  state.cpuMs += 300;
  look();
  expect(state.collections).toBe(1);
  state.heapBytes += 20 * MEGABYTE;
  look();
  expect(state.collections).toBe(1);
});

test("a process that is asked is not held up, and gives back when that has ended", () => {
  const { state, look } = openProcess();
  for (let turn = 0; turn < 3; turn += 1) {
    state.cpuMs += 5_000;
    look();
  }
  expect(state.collections).toBe(0);
  look();
  expect(state.collections).toBe(1);
});

test("a second crowd's garbage is given back as well", () => {
  const { state, look } = openProcess();
  look();
  state.heapBytes = 200 * MEGABYTE;
  state.cpuMs += 10_000;
  look();
  look();
  expect(state.collections).toBe(2);
});
