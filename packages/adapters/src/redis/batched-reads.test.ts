import { expect, test } from "vitest";
import { batchReads } from "./batched-reads.ts";

/** A Redis that writes its commands down and answers when it is told to. */
function openRedis(values: Record<string, string>) {
  const commands: string[][] = [];
  const ends: (() => void)[] = [];
  let answers: () => Promise<unknown> = async () => {};
  const ask = async (runId: string, keys: readonly string[]) => {
    commands.push(runId === "one" ? [...keys] : [`of ${runId}:`, ...keys]);
    await answers();
    return keys.map((key) => values[key] ?? null);
  };
  const readKeys = batchReads(
    (runId, keys) => ask(runId, keys),
    (send) => void ends.push(send),
  );
  const read = (keys: readonly string[], runId = "one") => readKeys(runId, keys);
  return {
    values,
    commands,
    read,
    endTurn: () => {
      for (const end of ends.splice(0)) end();
    },
    answerBy: (how: () => Promise<unknown>) => {
      answers = how;
    },
  };
}

test("what is read in one turn is one command, each key once, and everybody gets what is theirs", async () => {
  const { commands, read, endTurn } = openRedis({ a: "1", b: "2" });
  const reads = [read(["a", "b"]), read(["b", "c"]), read(["a"]), read([])];
  endTurn();
  expect(await Promise.all(reads)).toEqual([["1", "2"], ["2", null], ["1"], []]);
  expect(commands).toEqual([["a", "b", "c"]]);
});

test("a read that begins when the command is on its way is asked for by itself", async () => {
  const { values, commands, read, endTurn, answerBy } = openRedis({ a: "old" });
  const { promise, resolve } = Promise.withResolvers<void>();
  answerBy(() => promise);
  const early = read(["a"]);
  endTurn();
  values.a = "new";
  const late = read(["a"]);
  endTurn();
  resolve();
  expect(await Promise.all([early, late])).toEqual([["new"], ["new"]]);
  expect(commands).toEqual([["a"], ["a"]]);
});

test("what is meant for another Redis is another command, whatever else is read in this turn", async () => {
  const { commands, read, endTurn } = openRedis({ a: "1" });
  const reads = [read(["a"]), read(["a"], "two"), read(["a", "b"], "two")];
  endTurn();
  expect(await Promise.all(reads)).toEqual([["1"], ["1"], ["1", null]]);
  expect(commands).toEqual([["a"], ["of two:", "a", "b"]]);
});

test("a Redis that does not answer is told to everybody, and the next turn asks anew", async () => {
  const { read, endTurn, answerBy } = openRedis({ a: "1" });
  answerBy(() => Promise.reject(new Error("cut off")));
  const reads = [read(["a"]), read(["b"])];
  endTurn();
  expect((await Promise.allSettled(reads)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  answerBy(async () => {});
  const again = read(["a"]);
  endTurn();
  expect(await again).toEqual(["1"]);
});

test("no command asks for more than a few hundred keys beyond one read's own", async () => {
  const { commands, read, endTurn } = openRedis({});
  const many = Array.from({ length: 30 }, (_, place) =>
    read([...Array.from({ length: 100 }).keys()].map((key) => `${place}:${key}`)),
  );
  endTurn();
  await Promise.all(many);
  expect(commands).toHaveLength(6);
  expect(Math.max(...commands.map((keys) => keys.length))).toBeLessThanOrEqual(512);
});
