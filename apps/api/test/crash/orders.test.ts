import { afterAll, beforeAll, expect, test } from "vitest";
import { bundledProgram } from "../processes/bundled-programs.ts";
import { openStores, type Stores } from "../processes/database-and-redis.ts";
import { killEverywhere, type Outcome } from "./kill-at-every-message.ts";
import { STEPS } from "./steps.ts";

/** A transaction alone has more answers than this: fewer would mean that nothing was tried. */
const KILLS_AT_LEAST = 5;

let stores: Stores;
let outcomes: ReadonlyMap<string, readonly Outcome[]>;
beforeAll(async () => {
  [stores] = await Promise.all([openStores(), bundledProgram("several-apis")]);
  // The test is the housekeeper, so that only the request's own steps are counted.
  const until = new Date(Date.now() + 24 * 60 * 60 * 1000);
  await stores.db
    .collection<{ _id: string; owner: string; until: Date }>("leases")
    .insertOne({ _id: "housekeeping", owner: "the test", until });
  outcomes = await killEverywhere(stores);
}, 900_000);
afterAll(async () => {
  await stores.close();
}, 180_000);

test.each(Object.keys(STEPS))(
  "killed at any answer of the database during: %s. Asked again, it is done once and every unit is explained",
  (name) => {
    const rounds = outcomes.get(name) ?? [];
    for (const [place, { killedAt, found, expected }] of rounds.entries())
      expect(found, `${name}, killed at answer ${place + 1}: ${killedAt ?? "none"}`).toEqual(expected);
    expect(rounds.length - 1).toBeGreaterThanOrEqual(KILLS_AT_LEAST);
    // The last one alone was left to its end.
    expect(rounds.findIndex(({ killedAt }) => killedAt === undefined)).toBe(rounds.length - 1);
  },
);
