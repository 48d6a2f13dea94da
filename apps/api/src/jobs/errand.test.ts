import { expect, test, vi } from "vitest";
import { createErrand } from "./errand.ts";

const silent = { info() {}, warn() {}, error: vi.fn() };
/** A step that ends when the test says so, and how often one began. */
function openStep() {
  const ends: ((more: boolean) => void)[] = [];
  const step = vi.fn(() => new Promise<boolean>((resolve) => ends.push(resolve)));
  const end = async (more: boolean): Promise<void> => {
    ends.shift()?.(more);
    await vi.waitFor(() => undefined);
  };
  return { step, end };
}

test("a step follows the other while there is more to do, and no run begins beside the one under way", async () => {
  const { step, end } = openStep();
  const errand = createErrand({ name: "x", step }, silent);
  errand.run();
  errand.run();
  expect(step).toHaveBeenCalledTimes(1);
  await end(true);
  expect(step).toHaveBeenCalledTimes(2);
  await end(false);
  expect(step).toHaveBeenCalledTimes(2);
  errand.run();
  expect(step).toHaveBeenCalledTimes(3);
});

test("a step that fails is told, and the next run tries again", async () => {
  const step = vi.fn(() => Promise.reject(new Error("database")));
  const errand = createErrand({ name: "x", step }, silent);
  errand.run();
  await vi.waitFor(() => expect(silent.error).toHaveBeenCalledOnce());
  errand.run();
  expect(step).toHaveBeenCalledTimes(2);
  await errand.stop();
});

test("stopping waits for the step in hand, and no other begins", async () => {
  const { step, end } = openStep();
  const errand = createErrand({ name: "x", step }, silent);
  errand.run();
  let stopped = false;
  const stopping = errand.stop().then(() => (stopped = true));
  await Promise.resolve();
  expect(stopped).toBe(false);
  await end(true);
  await stopping;
  errand.run();
  expect(step).toHaveBeenCalledTimes(1);
});
