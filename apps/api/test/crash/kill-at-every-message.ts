import { leave, tokenOf } from "../processes/api-process.ts";
import type { Stores } from "../processes/database-and-redis.ts";
import { findStockFaults } from "../processes/stock-checks.ts";
import { type ApiPerStep, startApiPerStep } from "./api-per-step.ts";
import { type Asked, askAgain, askAndKeep, type Case, prepareStep, type Verdict } from "./one-step.ts";
import { STEPS } from "./steps.ts";

const ENOUGH = 100;

/** What one round came to for a step, and where its process was killed; undefined: it was answered first. */
export type Outcome = Verdict & { readonly killedAt: string | undefined };

/** A step that was asked for in this round. */
type Tried = { readonly of: Case; readonly asked: Asked };

const isKept = ({ asked }: Tried): boolean => asked.keptAt !== undefined;

/**
 * Asks for all steps in rounds, each of an API of its own in one process. In the nth round the database's nth answer is
 * kept from each of them; when all wait for it, one kill ends them all. Then each write is asked for again and the books
 * are read. A step that has fewer answers is done; the last round kills nobody. One process for all, because to start the
 * next is what a kill costs; one step after the other, because a busy machine would not do five of them in time.
 */
export async function killEverywhere(stores: Stores): Promise<ReadonlyMap<string, readonly Outcome[]>> {
  const outcomes = new Map<string, Outcome[]>(Object.keys(STEPS).map((name) => [name, []]));
  let apis = await startApiPerStep(stores, [...outcomes.keys()]);
  try {
    let open = await casesOf(apis);
    for (let n = 1; open.length > 0; n += 1) {
      const round = await askAll(stores, apis, open, n);
      if (round.some(isKept)) {
        await apis.kill();
        // The database ends what a dead client left open when its time limit is over; the test does not wait for that.
        await stores.db.admin().command({ killAllSessions: [] });
        const names = open.map(({ name }) => name);
        apis = await startApiPerStep(stores, names);
      }
      for (const [name, outcome] of await judgeAll(stores, apis, round)) outcomes.get(name)?.push(outcome);
      open = round.filter(isKept).map(({ of }) => of);
    }
    return outcomes;
  } finally {
    await apis.kill();
  }
}

/** The steps, each with enough of its product to be asked for again and again. */
async function casesOf(apis: ApiPerStep): Promise<readonly Case[]> {
  const { call } = apis.victim("place");
  const token = await tokenOf(call, "shopper");
  const cases: Case[] = [];
  for (const [name, { slug, ...step }] of Object.entries(STEPS)) {
    const { body } = await call("GET", `/api/catalog/products/${slug}`);
    const sku = (body.skus as { sku: string }[])[0]?.sku ?? "";
    await leave(call, sku, ENOUGH);
    cases.push({ ...step, name, sku, token });
  }
  return cases;
}

/** Prepares all steps, then asks for all: so what is kept is kept for a moment only. */
async function askAll(
  stores: Stores,
  apis: ApiPerStep,
  open: readonly Case[],
  n: number,
): Promise<readonly Tried[]> {
  const prepared = [];
  for (const of of open) prepared.push({ of, write: await prepareStep(stores, apis.victim(of.name), of) });
  const tried: Tried[] = [];
  for (const { of, write } of prepared)
    tried.push({ of, asked: await askAndKeep(apis.victim(of.name), of, write, n) });
  return tried;
}

/** Asks for all steps again, and looks whether the books of the whole shop agree. */
async function judgeAll(
  stores: Stores,
  apis: ApiPerStep,
  round: readonly Tried[],
): Promise<readonly (readonly [name: string, Outcome])[]> {
  const verdicts = [];
  for (const { of, asked } of round) {
    const verdict = await askAgain(stores, apis.victim(of.name), of, asked);
    verdicts.push({ name: of.name, killedAt: asked.keptAt, ...verdict });
  }
  const faults = await findStockFaults(stores.db);
  return verdicts.map(({ name, killedAt, found, expected }) => [
    name,
    { killedAt, found: { faults, ...found }, expected: { faults: [], ...expected } },
  ]);
}
