import { AsyncLocalStorage } from "node:async_hooks";
import { expect, test } from "vitest";
import { gathered } from "./gathered.ts";

/** A database whose answers come when the test says so. */
function openDatabase() {
  const sent: { readonly keys: readonly string[]; answer(error?: Error): void }[] = [];
  const find = gathered((keys: readonly string[]) => {
    const { promise, resolve, reject } = Promise.withResolvers<ReadonlyMap<string, string>>();
    const values = new Map(keys.filter((key) => key !== "gone").map((key) => [key, `${key} ${sent.length}`]));
    sent.push({ keys, answer: (error) => (error ? reject(error) : resolve(values)) });
    return promise;
  });
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
  const find = gathered(async (keys: readonly string[]) => {
    seen.push(transaction.getStore());
    return new Map(keys.map((key) => [key, key]));
  });
  await transaction.run("mine", () => find(["a"]));
  expect(seen).toEqual([undefined]);
});
