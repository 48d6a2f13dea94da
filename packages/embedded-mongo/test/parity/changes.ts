import type { ChangeStream, ChangeStreamDocument } from "mongodb";
import { expect, test } from "vitest";
import type { Item, Use } from "./context.ts";

async function take(
  stream: ChangeStream<Item>,
  count: number,
): Promise<readonly ChangeStreamDocument<Item>[]> {
  const seen: ChangeStreamDocument<Item>[] = [];
  while (seen.length < count) seen.push(await stream.next());
  await stream.close();
  return seen;
}

/** Change streams. */
export function changeSuite(use: Use): void {
  test("a change stream tells inserts, updates, replacements and deletes in order", async () => {
    const items = await use().items({ _id: 0 });
    const stream = items.watch([], { fullDocument: "updateLookup" });
    await stream.tryNext();
    await items.insertOne({ _id: 1, a: { b: 1 }, gone: true });
    await items.updateOne({ _id: 1 }, { $set: { "a.c": 2 }, $unset: { gone: 1 } });
    await items.updateOne({ _id: 1 }, { $set: { "a.c": 2 } });
    await items.replaceOne({ _id: 1 }, { r: 1 });
    await items.deleteOne({ _id: 1 });
    const seen = await take(stream, 4);
    expect(seen.map(({ operationType }) => operationType)).toEqual(["insert", "update", "replace", "delete"]);
    expect(seen[0]).toMatchObject({
      documentKey: { _id: 1 },
      fullDocument: { _id: 1, a: { b: 1 }, gone: true },
    });
    expect(seen[1]).toMatchObject({
      ns: { db: use().db.databaseName, coll: items.collectionName },
      updateDescription: { updatedFields: { "a.c": 2 }, removedFields: ["gone"] },
    });
    expect(seen[2]).toMatchObject({ fullDocument: { _id: 1, r: 1 } });
  });

  test("a stream resumes after its last event and sees committed transactions as a whole", async () => {
    const items = await use().items({ _id: 0 });
    const opened = items.watch();
    await opened.tryNext();
    await items.insertOne({ _id: 1, n: 1 });
    const [event] = await take(opened, 1);
    await items.updateOne({ _id: 1 }, { $set: { n: 2 } });
    await use().client.withSession((session) =>
      session.withTransaction(async () => {
        await items.replaceOne({ _id: 1 }, { r: 1 }, { session });
        await items.deleteOne({ _id: 0 }, { session });
      }),
    );
    const { _id: token } = event ?? {};
    const seen = await take(items.watch([], { resumeAfter: token }), 3);
    expect(seen.map(({ operationType }) => operationType)).toEqual(["update", "replace", "delete"]);
  });

  test("a stream can be filtered by a pipeline", async () => {
    const items = await use().items({ _id: 0 });
    const stream = items.watch([{ $match: { operationType: "delete" } }]);
    await stream.tryNext();
    await items.insertOne({ _id: 1 });
    await items.deleteOne({ _id: 1 });
    expect(await take(stream, 1)).toMatchObject([{ operationType: "delete", documentKey: { _id: 1 } }]);
  });
}
