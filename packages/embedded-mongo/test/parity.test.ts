import { afterAll, beforeAll, describe } from "vitest";
import { aggregateSuite } from "./parity/aggregates.ts";
import { changeStreamSuite } from "./parity/change-streams.ts";
import { Context, type Use } from "./parity/context.ts";
import { electionSuite } from "./parity/elections.ts";
import { catalogSuite } from "./parity/indexes.ts";
import { limitSuite } from "./parity/limits.ts";
import { readSuite } from "./parity/reads.ts";
import { snapshotSuite } from "./parity/snapshots.ts";
import { transactionSuite } from "./parity/transactions.ts";
import { writeSuite } from "./parity/writes.ts";
import { findTargets } from "./targets.ts";

const START_MS = 60_000;

describe.each(findTargets())("MongoDB's behaviour on $name", { timeout: 30_000 }, (target) => {
  let context: Context | undefined;
  let stop = async (): Promise<void> => {};

  beforeAll(async () => {
    const started = await target.start();
    ({ stop } = started);
    context = new Context(started.url);
  }, START_MS);

  afterAll(async () => {
    await context?.close();
    await stop();
  }, START_MS);

  const use: Use = () => {
    if (!context) throw new Error("the database has not started");
    return context;
  };

  describe("writes", () => writeSuite(use));
  describe("reads", () => readSuite(use));
  describe("pipelines", () => aggregateSuite(use));
  describe("indexes and collections", () => catalogSuite(use));
  describe("change streams", () => changeStreamSuite(use));
  describe("limits", () => limitSuite(use));
  describe("snapshots", () => snapshotSuite(use));
  describe("transactions", () => transactionSuite(use));
  describe.runIf(target.isOwn)("elections", () => electionSuite(use));
});
