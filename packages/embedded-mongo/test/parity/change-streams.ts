import type { ChangeStream, Document } from "mongodb";
import { expect, test } from "vitest";
import { expectCode, type Use } from "./context.ts";

const tokenOf = ({ _id: token }: Document): Document => token;

/** Begins a stream on a collection and waits until it stands. */
async function open(stream: ChangeStream): Promise<ChangeStream> {
  expect(await stream.tryNext()).toBeNull();
  return stream;
}

/** What a stream tells and what its tokens are good for. */
export function changeStreamSuite(use: Use): void {
  test.each(["drop", "rename"] as const)(
    "a stream that a %s ended is begun anew and not resumed",
    async (how) => {
      const items = await use().items({ _id: 1 });
      const stream = await open(items.watch([], { maxAwaitTimeMS: 100 }));
      if (how === "drop") await items.drop();
      else await items.rename(`${items.collectionName}_renamed`);
      const [end, invalidate] = [await stream.next(), await stream.next()];
      await stream.close();
      expect([end.operationType, invalidate.operationType]).toEqual([how, "invalidate"]);
      const begin = (options: Document): Promise<Document> =>
        use().db.command({
          aggregate: items.collectionName,
          pipeline: [{ $changeStream: options }],
          cursor: {},
        });
      await expectCode(begin({ resumeAfter: tokenOf(invalidate) }), 260);
      const anew = items.watch([], { startAfter: tokenOf(invalidate) });
      await items.insertOne({ _id: 2 });
      expect(await anew.next()).toMatchObject({ operationType: "insert", documentKey: { _id: 2 } });
      await anew.close();
    },
  );
}
