import { expect, test } from "vitest";
import { expectCode, type Use } from "./context.ts";

function sorting(use: Use): void {
  test("two arrays side by side are no order; one that two paths share is, element by element", async () => {
    const items = await use().items(
      {
        _id: 1,
        a: [1, 2],
        b: [3, 4],
        c: [
          { x: 1, y: 9 },
          { x: 1, y: 2 },
          { x: 2, y: 0 },
        ],
      },
      { _id: 2, a: 5, b: 6, c: [{ x: 1, y: 1 }] },
    );
    const sorted = (sort: Record<string, 1 | -1>): Promise<unknown[]> =>
      items
        .find()
        .sort(sort)
        .map(({ _id: id }) => id)
        .toArray();
    await expectCode(sorted({ a: 1, b: 1 }), 2);
    await expectCode(items.aggregate([{ $sort: { a: 1, "c.x": -1 } }]).toArray(), 2);
    expect(await sorted({ a: 1, _id: 1 })).toEqual([1, 2]);
    // (1, 2) is the least pair of the first: the 0 stands beside a 2.
    expect(await sorted({ "c.x": 1, "c.y": 1 })).toEqual([2, 1]);
    expect(await sorted({ "c.x": -1, "c.y": -1 })).toEqual([1, 2]);
  });
}

function sizes(use: Use): void {
  test("a collection has 64 indexes at most", async () => {
    const items = await use().items({ _id: 1 });
    await items.createIndexes(Array.from({ length: 62 }, (_, i) => ({ key: { [`f${i}`]: 1 } })));
    await expectCode(items.createIndexes([{ key: { x: 1 } }, { key: { y: 1 } }]), 67);
    expect(await items.indexes()).toHaveLength(63);
    await items.createIndex({ x: 1 });
    await expectCode(items.createIndex({ y: 1 }), 67);
    expect(await items.indexes()).toHaveLength(64);
  });

  test("a regular expression has a longest pattern", async () => {
    const items = await use().items({ _id: 1, s: "x" });
    const [longest, longer] = ["x".repeat(32_764), "x".repeat(32_765)];
    expect(await items.find({ s: { $regex: longest } }).toArray()).toEqual([]);
    await expectCode(items.find({ s: { $regex: longer } }).toArray(), 2);
    await expectCode(items.find({ s: new RegExp(longer) }).toArray(), 2);
    await expectCode(items.find({ s: { $in: [new RegExp(longer)] } }).toArray(), 2);
    await expectCode(items.find({ s: { $not: new RegExp(longer) } }).toArray(), 2);
  });
}

function creating(use: Use): void {
  test.each(["snapshot", "majority"] as const)(
    "nothing is made in a transaction that reads by %s",
    async (level) => {
      const { client, db } = use();
      const name = `made_${level}`;
      const begin = async (make: (session: ReturnType<typeof client.startSession>) => Promise<unknown>) => {
        const session = client.startSession();
        session.startTransaction({ readConcern: { level } });
        await make(session).finally(() => session.endSession());
      };
      await expectCode(
        begin((session) => db.createCollection(name, { session })),
        72,
      );
      await expectCode(
        begin((session) => db.collection(name).createIndex({ a: 1 }, { session })),
        72,
      );
      expect(await db.listCollections({ name }).toArray()).toEqual([]);
      const session = client.startSession();
      session.startTransaction({ readConcern: { level: "local" } });
      await db.createCollection(name, { session });
      await session.commitTransaction();
      await session.endSession();
      expect(await db.listCollections({ name }).toArray()).toHaveLength(1);
    },
  );
}

/** What MongoDB refuses, so that nothing works here only. */
export function limitSuite(use: Use): void {
  sorting(use);
  sizes(use);
  creating(use);
}
