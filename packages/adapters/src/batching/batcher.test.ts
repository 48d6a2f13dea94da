import { AsyncLocalStorage } from "node:async_hooks";
import { SEND_AT_ONCE } from "@scarlet/domain/kernel";
import { expect, test } from "vitest";
import { type BatcherOptions, createBatcher } from "./batcher.ts";

/** A database whose answers come when the test says so. */
function openDatabase(options: BatcherOptions = { maxConcurrent: 2 }) {
  const sent: { readonly keys: readonly string[]; answer(error?: Error): void }[] = [];
  const read = (keys: readonly string[]) => {
    const { promise, resolve, reject } = Promise.withResolvers<ReadonlyMap<string, string>>();
    const values = new Map(keys.filter((key) => key !== "gone").map((key) => [key, `${key} ${sent.length}`]));
    sent.push({ keys, answer: (error) => (error ? reject(error) : resolve(values)) });
    return promise;
  };
  const find = createBatcher(read, options);
  return { sent, find: async (key: string) => (await find([key])).get(key) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("who asks in the same turn asks together, each key once", async () => {
  const { sent, find } = openDatabase();
  const answers = Promise.all(["a", "b", "a", "gone"].map(find));
  await turn();
  sent[0]?.answer();
  expect(await answers).toEqual(["a 0", "b 0", "a 0", undefined]);
  expect(sent.map(({ keys }) => keys)).toEqual([["a", "b", "gone"]]);
});

test("a read never joins one that was sent before it was asked for", async () => {
  const { sent, find } = openDatabase();
  const first = find("a");
  await turn();
  const second = find("a");
  await turn();
  const third = [find("a"), find("b")];
  await turn();
  expect(sent).toHaveLength(2);
  sent[0]?.answer();
  await first;
  await turn();
  expect(sent.map(({ keys }) => keys)).toEqual([["a"], ["a"], ["a", "b"]]);
  sent[1]?.answer();
  sent[2]?.answer();
  expect(await Promise.all([first, second, ...third])).toEqual(["a 0", "a 1", "a 2", "b 2"]);
});

test("a failure is told to those who share it, and the next ask anew", async () => {
  const { sent, find } = openDatabase();
  const failing = [find("a"), find("b")];
  await turn();
  sent[0]?.answer(new Error("away"));
  for (const each of failing) await expect(each).rejects.toThrow("away");
  const later = find("a");
  await turn();
  sent[1]?.answer();
  expect(await later).toBe("a 1");
});

test("a batch joins nobody's transaction", async () => {
  const transaction = new AsyncLocalStorage<string>();
  const seen: (string | undefined)[] = [];
  const find = createBatcher(async (keys: readonly string[]) => {
    seen.push(transaction.getStore());
    return new Map(keys.map((key) => [key, key]));
  });
  await transaction.run("mine", () => find(["a"]));
  expect(seen).toEqual([undefined]);
});

test("at once: a read that need not wait is sent by itself, and those that have to wait share the next", async () => {
  const shared: number[] = [];
  const { sent, find } = openDatabase({
    maxConcurrent: 1,
    schedule: SEND_AT_ONCE,
    onShared: (keys) => shared.push(keys),
  });
  const answers = Promise.all(["a", "a", "b", "a"].map(find));
  expect(sent.map(({ keys }) => keys)).toEqual([["a"]]);
  sent[0]?.answer();
  await turn();
  expect(sent.map(({ keys }) => keys)).toEqual([["a"], ["a", "b"]]);
  sent[1]?.answer();
  expect(await answers).toEqual(["a 0", "a 1", "b 1", "a 1"]);
  expect(shared).toEqual([1]);
});

test("no batch grows beyond its limit, save by one caller's own keys, and nobody is left out", async () => {
  const sent: (readonly string[])[] = [];
  const find = createBatcher(
    async (keys: readonly string[]) => {
      sent.push(keys);
      return new Map(keys.map((key) => [key, key]));
    },
    { maxKeys: 3 },
  );
  const answers = await Promise.all([["a", "b"], ["c", "d"], ["e"], ["f", "g", "h", "i"]].map(find));
  expect(sent).toEqual([
    ["a", "b"],
    ["c", "d", "e"],
    ["f", "g", "h", "i"],
  ]);
  expect(answers.map((found) => found.get("d"))).toEqual([undefined, "d", "d", undefined]);
});

test("who asks for nothing is answered at once", async () => {
  const find = createBatcher(() => Promise.reject(new Error("asked")));
  expect(await find([])).toEqual(new Map());
});
