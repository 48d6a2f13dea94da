import { afterAll, beforeAll, describe } from "vitest";
import { findTargets } from "../harness/targets.ts";
import { aggregateSuite } from "./aggregates.ts";
import { changeStreamSuite } from "./change-streams.ts";
import { Context, type Use } from "./context.ts";
import { electionSuite } from "./elections.ts";
import { catalogSuite } from "./indexes.ts";
import { limitSuite } from "./limits.ts";
import { readSuite } from "./reads.ts";
import { snapshotSuite } from "./snapshots.ts";
import { transactionSuite } from "./transactions.ts";
import { writeSuite } from "./writes.ts";

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
