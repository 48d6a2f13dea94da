import { beforeEach, expect, test } from "vitest";
import { createLineageCheck, DatabaseReplacedError, type Lineage, type LineageStore } from "./lineage.ts";

/** A database that can be copied and restored. */
function database(start: Lineage = { shopId: "shop", entries: [] }) {
  let { shopId, entries } = start;
  let renamed = 0;
  const store: LineageStore = {
    read: async () => ({ shopId, entries }),
    async add(id, last, entry) {
      if (id !== shopId || last !== (entries.at(-1) ?? null)) return false;
      entries = [...entries, entry].slice(-64);
      return true;
    },
    async rename(id) {
      if (id !== shopId) return;
      renamed += 1;
      shopId = `${id}-${renamed}`;
      entries = [];
    },
  };
  return {
    store,
    state: (): Lineage => ({ shopId, entries }),
    restore(backup: Lineage) {
      ({ shopId, entries } = backup);
    },
  };
}

/** A Redis of strings, shared by the shops that use it. */
let redis: Map<string, string>;
beforeEach(() => {
  redis = new Map();
});

type Process = { readonly check: () => Promise<void>; reaches: boolean; mayAdd: boolean };

/** A process of the shop as it is named now. */
function openProcess({ store, state }: ReturnType<typeof database>): Process {
  const { shopId } = state();
  const link = {
    read: async ([key = ""]: readonly string[]) => [redis.get(`${shopId}:${key}`) ?? null],
    send: async ([, key, value]: readonly (string | number)[]) => [
      redis.set(`${shopId}:${key}`, String(value)),
    ],
  };
  const process: Process = {
    reaches: true,
    mayAdd: true,
    check: createLineageCheck({
      store,
      shopId,
      redis: () => (process.reaches ? link : null),
      mayAdd: () => process.mayAdd,
    }).check,
  };
  return process;
}

async function live(process: Process, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) await process.check();
}

test("a database that goes on is the same, for every process, also after Redis was emptied or away", async () => {
  const mine = database();
  const [one, two] = [openProcess(mine), openProcess(mine)];
  for (let round = 0; round < 5; round += 1) {
    await live(one, 20);
    await live(two, 20);
    one.reaches = round % 2 === 0;
    if (round === 3) redis.clear();
  }
  expect(mine.state()).toMatchObject({ shopId: "shop" });
  expect(mine.state().entries.length).toBe(64);
});

test("an older state is found, and given another id", async () => {
  const mine = database();
  await live(openProcess(mine), 10);
  const backup = mine.state();
  await live(openProcess(mine), 3);
  mine.restore(backup);
  const after = openProcess(mine);
  await expect(after.check()).rejects.toThrow(DatabaseReplacedError);
  expect(mine.state()).toEqual({ shopId: "shop-1", entries: [] });
  await live(openProcess(mine), 3);
});

test("a process that runs finds it too, also while Redis is away", async () => {
  for (const reaches of [true, false]) {
    redis.clear();
    const mine = database();
    const running = openProcess(mine);
    await live(running, 5);
    const backup = mine.state();
    await live(running, 5);
    running.reaches = reaches;
    mine.restore(backup);
    await expect(running.check()).rejects.toThrow(DatabaseReplacedError);
  }
});

test("a copy on the same Redis is the one that is renamed, when the original has gone on", async () => {
  const mine = database();
  const original = openProcess(mine);
  await live(original, 10);
  const copy = database(mine.state());
  await live(original, 1);
  await expect(openProcess(copy).check()).rejects.toThrow(DatabaseReplacedError);
  await live(openProcess(copy), 5);
  await live(original, 5);
  expect(mine.state().shopId).toBe("shop");
  expect(copy.state().shopId).not.toBe("shop");
});

test("a replica that was promoted with what it was told seconds ago is no other database", async () => {
  const mine = database();
  const running = openProcess(mine);
  await live(running, 10);
  const lagging = new Map(redis);
  await live(running, 30);
  redis = lagging;
  await live(running, 5);
  expect(mine.state().shopId).toBe("shop");
});

test("who slept for more than a minute has seen nothing that could still be there", async () => {
  const mine = database();
  const [sleeper, other] = [openProcess(mine), openProcess(mine)];
  await live(sleeper, 3);
  await live(other, 100);
  await live(sleeper, 3);
  expect(mine.state().shopId).toBe("shop");
});

test("a process whose Redis is not the one in use adds nothing", async () => {
  const mine = database();
  const process = openProcess(mine);
  process.mayAdd = false;
  await live(process, 5);
  expect(mine.state().entries).toEqual([]);
  expect(redis.size).toBe(0);
});

test("who opened the shop under another id than it has by now has to end", async () => {
  const mine = database();
  const process = openProcess(mine);
  await live(process, 2);
  await mine.store.rename("shop");
  await expect(process.check()).rejects.toThrow(DatabaseReplacedError);
});
