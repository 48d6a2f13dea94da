import * as fc from "fast-check";
import { MongoClient } from "mongodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Server, startEmbedded, temporaryFolder } from "../harness/server.ts";
import { Model } from "./model.ts";
import { type Step, steps } from "./operations.ts";
import { ServerRows } from "./server.ts";

const RUNS = Number(process.env.MODEL_RUNS ?? 60);
const SEED = Number(process.env.MODEL_SEED ?? 20_260_101);

let server: Server;
let client: MongoClient;
let dispose: () => Promise<void>;

beforeAll(async () => {
  const temporary = await temporaryFolder();
  ({ dispose } = temporary);
  server = await startEmbedded(temporary.folder);
  client = new MongoClient(server.url);
}, 30_000);

afterAll(async () => {
  await client.close();
  await server.stop();
  await dispose();
});

async function follow(step: Step, model: Model, rows: ServerRows): Promise<void> {
  if (step.kind === "single") {
    expect(await rows.apply(step.operation)).toEqual(model.apply(step.operation));
    return;
  }
  const before = model.rows;
  const outcomes = await rows.transaction(step.operations, step.commit);
  const expected = step.operations.slice(0, outcomes.length).map((operation) => model.apply(operation));
  expect(outcomes).toEqual(expected);
  if (!step.commit || expected.some((outcome) => "duplicate" in outcome)) model.rows = before;
}

test("any sequence of commands gives what a plain model gives, by every index", {
  timeout: 600_000,
}, async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      run += 1;
      const model = new Model();
      const rows = await ServerRows.create(client, `run${run}`);
      for (const step of sequence) await follow(step, model, rows);
      const expected = model.sorted();
      for (const hint of [{ $natural: 1 }, { _id: 1 }, { n: 1, _id: 1 }])
        expect(await rows.all(hint)).toEqual(expected);
      await client.db("model").collection(`run${run}`).drop();
    }),
    { numRuns: RUNS, seed: SEED, endOnFailure: false },
  );
});
