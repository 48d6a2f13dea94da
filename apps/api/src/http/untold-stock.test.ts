import type { ProductStock } from "@scarlet/domain/inventory";
import { expect, test } from "vitest";
import { createStockEventQueue } from "./stock-event-queue.ts";
import { createUntoldStock, type Looker } from "./untold-stock.ts";

const stock = (productId: string, version: number): ProductStock => ({
  productId,
  version,
  freeAt: null,
  skus: [],
  contentVersion: 1,
});

/** A shop whose products have these versions, and what it is asked. */
function world(versions: Record<string, number>) {
  const asked: (readonly string[])[] = [];
  let isAway = false;
  const untold = createUntoldStock({
    readStock(ids) {
      asked.push(ids);
      if (isAway) return Promise.reject(new Error("away"));
      return Promise.resolve(new Map(ids.map((id) => [id, stock(id, versions[id] ?? 0)])));
    },
  });
  const join = (watched: Looker["watched"]) => {
    const backlog = createStockEventQueue(watched);
    const looker = { watched, backlog };
    untold.join(looker);
    const told = async () =>
      (await backlog.next(0))?.changes.map(({ productId, version }) => [productId, version]);
    return { looker, backlog, told };
  };
  const setAway = (away: boolean) => (isAway = away);
  return { untold, join, asked, versions, setAway };
}

test("nobody listens: nothing is read", async () => {
  const { untold, join, asked } = world({ mug: 7 });
  await untold.lookAgain();
  untold.leave(join(new Map([["mug", 1]])).looker);
  await untold.lookAgain();
  expect(asked).toEqual([]);
});

test("one read for all listeners, and each is told only what is newer than what it shows or has heard", async () => {
  const { untold, join, asked } = world({ mug: 7, jug: 3 });
  const behind = join(
    new Map([
      ["mug", 6],
      ["jug", 3],
    ]),
  );
  const upToDate = join(new Map([["mug", 7]]));
  const toldAlready = join(new Map([["mug", 6]]));
  toldAlready.backlog.hear({ kind: "changed", changes: [stock("mug", 7)] });
  expect(await toldAlready.told()).toEqual([["mug", 7]]);
  await untold.lookAgain();
  expect(asked).toEqual([["mug", "jug"]]);
  expect([await behind.told(), await upToDate.told(), await toldAlready.told()]).toEqual([
    [["mug", 7]],
    [],
    [],
  ]);
  await untold.lookAgain();
  expect(await behind.told()).toEqual([]);
});

test("who listens for all is told of what it heard of before, once it is newer", async () => {
  const { untold, join, versions } = world({ mug: 7, jug: 3 });
  const all = join(null);
  untold.note({ kind: "changed", changes: [stock("mug", 7)] });
  await untold.lookAgain();
  expect(await all.told()).toEqual([]);
  versions.mug = 8;
  await untold.lookAgain();
  expect(await all.told()).toEqual([["mug", 8]]);
  await untold.lookAgain();
  expect(await all.told()).toEqual([]);
});

test("a read is bounded, and all that is shown has its turn", async () => {
  const { untold, join, asked } = world({});
  const ids = Array.from({ length: 1_200 }, (_, place) => `p${place}`);
  for (let from = 0; from < ids.length; from += 100)
    join(new Map(ids.slice(from, from + 100).map((id) => [id, 0])));
  for (let look = 0; look < 3; look += 1) await untold.lookAgain();
  expect(asked.map(({ length }) => length)).toEqual([500, 500, 200]);
  expect(new Set(asked.flat()).size).toBe(1_200);
});

test("what cannot be read is read the next time", async () => {
  const { untold, join, setAway } = world({ mug: 7 });
  const behind = join(new Map([["mug", 6]]));
  setAway(true);
  await untold.lookAgain();
  expect(await behind.told()).toEqual([]);
  setAway(false);
  await untold.lookAgain();
  expect(await behind.told()).toEqual([["mug", 7]]);
});
