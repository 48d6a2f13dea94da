import { type Document, MongoClient, type MongoServerError } from "mongodb";
import { expect, test } from "vitest";
import { expectCode, refusal, type Use } from "./context.ts";

const PATIENCE_MS = 20_000;

/** One member itself, whatever it is: no choosing, and no trying again. */
async function atMember<T>(use: Use, run: (direct: MongoClient) => Promise<T>): Promise<T> {
  const direct = new MongoClient(use().url.replace(/\?.*$/, "?directConnection=true"), {
    retryWrites: false,
    retryReads: false,
    readPreference: "primary",
  });
  try {
    return await run(direct);
  } finally {
    await direct.close();
  }
}

async function stepDown(direct: MongoClient): Promise<void> {
  await direct.db("admin").command({ replSetStepDown: 2, force: true });
}

/** Waits until the member is elected again, so that the next test finds a primary. */
async function untilPrimary(direct: MongoClient): Promise<Document> {
  const hello = (): Promise<Document> => direct.db("admin").command({ hello: 1 });
  await expect.poll(async () => (await hello()).isWritablePrimary, { timeout: PATIENCE_MS }).toBe(true);
  return await hello();
}

/** What a change of primary looks like from outside. Only where the server is ours alone: others would notice. */
export function electionSuite(use: Use): void {
  test("a member that stepped down refuses writes and is elected anew", async () => {
    const items = await use().items({ _id: 1 });
    await atMember(use, async (direct) => {
      const before = await untilPrimary(direct);
      await stepDown(direct);
      const hello = await direct.db("admin").command({ hello: 1 });
      expect([hello.isWritablePrimary, hello.electionId]).toEqual([false, undefined]);
      const error: MongoServerError = await refusal(
        direct.db(use().db.databaseName).command({ insert: items.collectionName, documents: [{ _id: 2 }] }),
      );
      expect(error.code).toBe(10107);
      const version = error.errorResponse.topologyVersion;
      expect(version.processId).toEqual(before.topologyVersion.processId);
      expect(Number(version.counter)).toBeGreaterThan(Number(before.topologyVersion.counter));
      const after = await untilPrimary(direct);
      expect(String(after.electionId) > String(before.electionId)).toBe(true);
    });
    expect(await items.countDocuments()).toBe(1);
  });

  test("a transaction does not outlive a step down", async () => {
    const items = await use().items({ _id: 1, n: 0 });
    const session = use().client.startSession();
    session.startTransaction();
    await items.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session });
    await atMember(use, async (direct) => {
      await stepDown(direct);
      await untilPrimary(direct);
    });
    await expectCode(session.commitTransaction(), 251);
    await session.endSession();
    expect(await items.findOne()).toEqual({ _id: 1, n: 0 });
  });

  test("a step down needs a member that takes over, or force; only a secondary is frozen", async () => {
    await atMember(use, async (direct) => {
      const admin = direct.db("admin");
      await untilPrimary(direct);
      await expectCode(admin.command({ replSetStepDown: 5, secondaryCatchUpPeriodSecs: 1 }), 262);
      await expectCode(admin.command({ replSetFreeze: 5 }), 95);
    });
  });
}
