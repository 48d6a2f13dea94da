import { isDomainError } from "@scarlet/domain/kernel";
import {
  type BulkWriteResult,
  type ClientSession,
  MongoBulkWriteError,
  type MongoClient,
  type MongoError,
  MongoNetworkError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
  MongoWriteConcernError,
  type TopologyDescription,
} from "mongodb";
import { describe, expect, test } from "vitest";
import type { SessionBridge } from "./session-bridge.ts";
import { startBudget } from "./time-budget.ts";
import { runTransaction, type TransactionOptions } from "./transaction.ts";

const answered = (code: number, ...labels: string[]) =>
  labelled(new MongoServerError({ message: `code ${code}`, code }), labels);
const labelled = <E extends MongoError>(error: E, labels: readonly string[]): E => {
  for (const label of labels) error.addErrorLabel(label);
  return error;
};
const cut = (...labels: string[]) => labelled(new MongoNetworkError("cut"), labels);
const unconfirmed = (code: number) =>
  new MongoWriteConcernError({ ok: 1, writeConcernError: { code, errmsg: "not on a majority" } });
const inBulk = (code: number) => new MongoBulkWriteError(answered(code), {} as unknown as BulkWriteResult);
// The driver alone can make a whole description of a topology.
const noPrimary = () =>
  new MongoServerSelectionError("none", { error: null } as unknown as TopologyDescription);

/** Runs a transaction against a server that answers its commits one after another with these; `null` is "done". */
async function run(
  commits: readonly (Error | null)[],
  options: TransactionOptions & { works?: readonly (Error | null)[] } = {},
) {
  const { works = [], ...rest } = options;
  const seen = { runs: 0, commits: 0, aborts: 0, sessions: 0 };
  const session = {
    startTransaction: () => undefined,
    commitTransaction: async () => {
      const error = commits[Math.min(seen.commits, commits.length - 1)];
      seen.commits += 1;
      if (error) throw error;
    },
    abortTransaction: async () => {
      seen.aborts += 1;
    },
    endSession: async () => undefined,
  };
  const startSession = () => {
    seen.sessions += 1;
    return session as unknown as ClientSession;
  };
  const bridge: SessionBridge = {
    client: { startSession } as unknown as MongoClient,
    isInside: () => false,
    adminCommand: () => Promise.reject(new Error("nobody writes here")),
    run: (_, work) => work(),
  };
  const work = async () => {
    const error = works[seen.runs];
    seen.runs += 1;
    if (error) throw error;
    return "done";
  };
  const outcome = await runTransaction(bridge, work, rest).catch((error: unknown) =>
    isDomainError(error) ? error.code : error,
  );
  return { outcome, ...seen };
}

describe("a commit", () => {
  test.each([
    ["the connection breaks, with the driver's label", cut("UnknownTransactionCommitResult")],
    ["the connection breaks, without a label", cut()],
    ["no primary can be found", noPrimary()],
    ["the server steps down", answered(11_602)],
    ["the server is no primary any more", answered(10_107, "RetryableWriteError")],
    ["it took longer than it may", answered(50)],
    ["no majority confirmed it in time", unconfirmed(64)],
    ["the server shuts down before a majority has it", unconfirmed(91)],
    ["the transaction is unknown, but that is not confirmed", answered(251)],
    [
      "a prepared transaction is in the way, with the label that the server adds",
      answered(267, "TransientTransactionError"),
    ],
    ["something fails that nobody thought of", new TypeError("a bug of the driver")],
  ])("is asked for again when %s, and its work is not repeated", async (_, error) => {
    expect(await run([error, error, null])).toMatchObject({ outcome: "done", runs: 1, commits: 3 });
    const never = await run([error], { commitMs: 200 });
    expect(never).toMatchObject({ outcome: "service.outcome_unknown", runs: 1 });
    expect(never.commits).toBeGreaterThan(1);
  });

  test.each([
    ["the transaction is surely unknown to the server", answered(251, "TransientTransactionError")],
    ["it met a conflict", answered(112, "TransientTransactionError")],
  ])("is undone and its work runs again when %s, also after it was asked for before", async (_, undone) => {
    expect(await run([undone, null])).toMatchObject({ outcome: "done", runs: 2, commits: 2 });
    expect(await run([cut(), noPrimary(), undone, null])).toMatchObject({
      outcome: "done",
      runs: 2,
      commits: 4,
    });
  });

  test("that is refused at once tells the refusal; that is refused after an answer got lost tells nothing", async () => {
    const refused = answered(13);
    expect(await run([refused])).toMatchObject({ outcome: refused, runs: 1, commits: 1 });
    expect(await run([cut(), refused], { commitMs: 200 })).toMatchObject({
      outcome: "service.outcome_unknown",
      runs: 1,
    });
  });

  test("of a client that was closed is not asked for again", async () => {
    const closed = new MongoTopologyClosedError();
    expect(await run([closed])).toMatchObject({ outcome: "service.outcome_unknown", commits: 1 });
  });
});

describe("the work of a transaction", () => {
  test.each([
    ["the connection breaks", cut()],
    ["no primary can be found", noPrimary()],
    ["the server steps down", answered(189)],
    ["the server shuts down", unconfirmed(91)],
    ["the server says so", answered(251, "TransientTransactionError")],
    ["its time was over", answered(290)],
    ["its time was over while a statement was at work", answered(11_601)],
    ["its time was over while many writes were at work", inBulk(11_601)],
  ])("runs again in a session of its own when %s before the commit", async (_, error) => {
    const seen = await run([null], { works: [error, error] });
    expect(seen).toMatchObject({ outcome: "done", runs: 3, commits: 1, aborts: 2, sessions: 3 });
  });

  test("that takes longer than the server allows, each time, was surely not done", async () => {
    const works = Array.from({ length: 1_000 }, () => answered(11_601));
    const budget = startBudget({ conflictMs: 30 });
    expect(await run([null], { works, budget })).toMatchObject({
      outcome: "service.unavailable",
      commits: 0,
    });
  });

  test("that finds no database for too long was surely not done", async () => {
    const works = Array.from({ length: 1_000 }, noPrimary);
    const budget = startBudget({ unavailableMs: 30 });
    expect(await run([null], { works, budget })).toMatchObject({
      outcome: "service.unavailable",
      commits: 0,
    });
  });

  test("is not repeated after an error that has nothing to do with the database", async () => {
    const bug = new TypeError("a bug");
    expect(await run([null], { works: [bug] })).toMatchObject({ outcome: bug, runs: 1, aborts: 1 });
  });
});
