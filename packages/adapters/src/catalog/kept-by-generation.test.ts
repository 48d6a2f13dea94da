import { expect, test, vi } from "vitest";
import { createKeptByGeneration } from "./kept-by-generation.ts";

const MAX_KEPT = 20;

function open() {
  let generation = 1;
  const load = vi.fn(async () => ["foundry-mug"]);
  const now = async () => ({ generation, outcome: "hit" }) as const;
  const kept = createKeptByGeneration<number, readonly string[]>({ now }, MAX_KEPT);
  const read: typeof kept.read = (key, how) => kept.read(key, how);
  return { kept, load, read, change: () => (generation += 1) };
}

test("a value is read once for each generation of lists, however many ask at once", async () => {
  const { load, read, change } = open();
  await Promise.all(Array.from({ length: 50 }, () => read(1, load)));
  expect(await read(1, load)).toEqual({ value: ["foundry-mug"], outcome: "hit" });
  expect(load).toHaveBeenCalledTimes(1);
  change();
  expect(await read(1, load)).toEqual({ value: ["foundry-mug"], outcome: "miss" });
  await read(2, load);
  expect(load).toHaveBeenCalledTimes(3);
});

test("keys that do not exist do not fill the memory", async () => {
  const { load, read } = open();
  for (let key = 1; key <= 5 * MAX_KEPT; key++) await read(key, load);
  load.mockClear();
  for (let key = 4 * MAX_KEPT + 1; key <= 5 * MAX_KEPT; key++) await read(key, load);
  expect(load).not.toHaveBeenCalled();
  await read(1, load);
  expect(load).toHaveBeenCalledTimes(1);
});

test("a load of an earlier generation that ends late does not stand for the present one", async () => {
  const { read, change } = open();
  const slow = Promise.withResolvers<readonly string[]>();
  const old = read(1, () => slow.promise);
  await Promise.resolve();
  change();
  expect((await read(1, async () => ["new"])).value).toEqual(["new"]);
  slow.resolve(["old"]);
  await old;
  expect((await read(1, async () => ["new"])).value).toEqual(["new"]);
});

test("what is kept is a hint until its generation was asked for", async () => {
  const { kept, load, change } = open();
  expect(kept.hintOf(1)).toBeNull();
  await kept.read(1, load);
  const hint = kept.hintOf(1);
  expect(hint?.value).toEqual(["foundry-mug"]);
  expect(await hint?.stands()).toBe("hit");
  change();
  expect(await hint?.stands()).toBeNull();
  await kept.read(1, load);
  // A hint is of what it was taken of, whatever is kept since.
  expect(await hint?.stands()).toBeNull();
  expect(await kept.hintOf(1)?.stands()).toBe("hit");
});
