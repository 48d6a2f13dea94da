import type { ProductStock, StockReader, StockRow } from "@scarlet/domain/inventory";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CacheControl,
  CONTROL_TIMES,
  type ControlReading,
} from "../../src/cache/control/cache-control.ts";
import { createWriteFence } from "../../src/cache/fencing/write-fence.ts";
import type { StockScripts } from "../../src/cache/protocol/stock-cache.port.ts";
import { createCachedStockReader } from "../../src/cache/reading/cached-stock-reader.ts";
import { type Committed, DeadlinePassedError, type Fencing } from "../../src/inventory/index.ts";
import { batchReads } from "../../src/redis/index.ts";
import { createMemoryScripts, type Mutant } from "./memory-scripts.ts";

// One product with two SKUs, several processes, every await of theirs in an order that the test chooses.
const PRODUCT = "product-a";
const SPACE = { epoch: 1, runId: "r" };
const TRANSACTION_MS = 5_000;
const log = { info() {}, warn() {}, error() {} };

type Fault = "crash before commit" | "crash after commit" | "release is lost" | "release is late" | "none";
type World = {
  readonly history: { readonly a: number; readonly b: number }[];
  clockMs: number;
  /** Until when the product belongs to a transaction that has not ended. */
  lockedUntilMs: number;
};

function rowOf(sku: string, available: number, version: number): StockRow {
  return { sku, productId: PRODUCT, onHand: available, reserved: 0, available, version, lowStockAt: 3 };
}

function stockAt(world: World, version: number): ProductStock {
  const { a, b } = world.history[version] ?? { a: -1, b: -1 };
  return {
    productId: PRODUCT,
    version,
    freeAt: null,
    contentVersion: 1,
    skus: [rowOf("A", a, version), rowOf("B", b, version)],
  };
}

/** Makes every call of a port wait for its turn, before it is done and after. */
function inTurn<T extends object>(s: fc.Scheduler, port: T): T {
  return new Proxy(port, {
    get(inner, key) {
      const member: unknown = Reflect.get(inner, key);
      if (typeof member !== "function") return member;
      return async (...args: unknown[]) => {
        await s.schedule(Promise.resolve(), String(key));
        const answer: unknown = await (member as (...args: unknown[]) => unknown)(...args);
        await s.schedule(Promise.resolve(), `${String(key)} answered`);
        return answer;
      };
    },
  });
}

function controlOver(world: World): CacheControl {
  const reading = (): ControlReading => ({
    mode: "on",
    epoch: 1,
    runId: "r",
    sinceMs: 0,
    shopId: "shop",
    lineage: [],
    keptOff: null,
    nowMs: world.clockMs,
    wallSentAtMs: 0,
    sentAtMs: 0,
    offSinceMs: 0,
  });
  return {
    times: { ...CONTROL_TIMES, transactionMs: TRANSACTION_MS },
    reading,
    viewAgeMs: () => 0,
    youngerThan: () => null,
    readable: reading,
    mayWriteUnfenced: () => false,
    reportGuardMissing: () => {},
    wasEmptied: () => false,
    nowMs: () => world.clockMs,
    renew: async () => reading(),
    waitWhileOff: async () => {},
    switchOff: async () => {
      throw new Error("nobody switches off here");
    },
  };
}

class Crash extends Error {}

async function play(s: fc.Scheduler, faults: readonly Fault[], jump: boolean, mutant: Mutant | null) {
  const world: World = { history: [{ a: 9, b: 9 }], clockMs: 1_000_000, lockedUntilMs: 0 };
  const redis = createMemoryScripts(() => world.clockMs, mutant);
  await redis.scripts.setGuards(SPACE, false);
  const control = controlOver(world);
  const database = inTurn<StockReader>(s, {
    readStock: async () => new Map([[PRODUCT, stockAt(world, world.history.length - 1)]]),
  });

  const jumped = Promise.withResolvers<void>();
  const write = async (sku: "a" | "b", fault: Fault) => {
    const scripts: StockScripts = inTurn(s, {
      ...redis.scripts,
      release: async (space, op, publications) => {
        if (fault === "release is lost") throw new Error("cut off");
        if (fault === "release is late" && jump) await jumped.promise;
        return redis.scripts.release(space, op, publications);
      },
    });
    const fence = createWriteFence({ scripts, control, log });
    /** What the database does: one transaction at a time on a product, whose first write holds the deadline. */
    const transaction = async ({ deadline, fence: fenceOf }: Fencing): Promise<Committed<number>> => {
      while (world.lockedUntilMs > world.clockMs) await s.schedule(Promise.resolve(), "a conflict");
      if (deadline && world.clockMs >= deadline.getTime()) throw new DeadlinePassedError();
      const diesAtMs = world.clockMs + TRANSACTION_MS;
      world.lockedUntilMs = diesAtMs;
      const asked = fenceOf([PRODUCT]);
      await s.schedule(Promise.resolve(), "the transaction writes");
      if (fault === "crash before commit") {
        world.lockedUntilMs = 0;
        throw new Crash();
      }
      const fenced = await asked.set;
      await s.schedule(Promise.resolve(), "the transaction commits");
      // Its server has ended it, and whoever wanted to go on is told to begin again.
      if (world.clockMs >= diesAtMs) throw new DeadlinePassedError();
      const last = world.history.at(-1) ?? { a: 0, b: 0 };
      world.history.push({ ...last, [sku]: last[sku] - 1 });
      world.lockedUntilMs = 0;
      const committed = world.history.length - 1;
      if (fault === "crash after commit") throw new Crash();
      await s.schedule(Promise.resolve(), "the commit is answered");
      return { result: committed, written: { fenced, stocks: [stockAt(world, committed)] } };
    };
    await fence.around(transaction).catch((error: unknown) => {
      if (!(error instanceof Crash)) throw error;
    });
    await fence.settled();
  };

  const read = async (reader: StockReader) => {
    const floor = world.history.length - 1;
    const stock = (await reader.readStock([PRODUCT])).get(PRODUCT);
    expect(stock?.version).toBeGreaterThanOrEqual(floor);
    expect(stock?.skus).toEqual(stockAt(world, stock?.version ?? -1).skus);
  };
  /** Reads of one process go to Redis together, when the scheduler says that a turn of its event loop ends. */
  const gathered = () => {
    const mget = async (runId: string, ids: readonly string[]) => [
      ...(await redis.scripts.read({ ...SPACE, runId }, ids)),
    ];
    const slow = inTurn(s, { mget });
    return batchReads(slow.mget, (send) => void s.schedule(Promise.resolve(), "the turn ends").then(send));
  };
  const readers = [0, 1]
    .map(() => gathered())
    .map((readKeys) =>
      createCachedStockReader({
        source: database,
        scripts: inTurn<StockScripts>(s, {
          ...redis.scripts,
          read: ({ runId }, ids) => readKeys(runId, ids),
        }),
        control,
        sleep: () => s.schedule(Promise.resolve(), "sleep"),
      }),
    );

  const tasks = [
    ...readers.flatMap((reader) => [readTwice(reader), readTwice(reader)]),
    write("a", faults[0] ?? "none"),
    write("b", faults[1] ?? "none"),
    // Time passes what a fence may last: whoever has not committed by then is refused by the deadline.
    ...(jump ? [jumpAhead()] : []),
  ];
  async function jumpAhead() {
    await s.schedule(Promise.resolve(), "time jumps");
    world.clockMs += 20_000;
    jumped.resolve();
  }
  async function readTwice(reader: StockReader) {
    await s.schedule(Promise.resolve(), "a request begins");
    await read(reader);
    await read(reader);
  }
  await s.waitFor(Promise.all(tasks));
  for (const reader of readers) await s.waitFor(read(reader));
}

const fault = fc.constantFrom<Fault>(
  "none",
  "none",
  "crash before commit",
  "crash after commit",
  "release is lost",
  "release is late",
);
const twoFaults = fc.tuple(fault, fault);
const property = (mutant: Mutant | null, faults: fc.Arbitrary<readonly Fault[]> = twoFaults) =>
  fc.asyncProperty(fc.scheduler(), faults, fc.boolean(), (s, drawn, jump) => play(s, drawn, jump, mutant));

test("no read is older than what was committed when it began, whatever the interleaving, crash or loss", async () => {
  await fc.assert(property(null), { numRuns: 1_500 });
});

describe("each ingredient is needed", () => {
  const MUTANTS: readonly Mutant[] = [
    "fence keeps the lease",
    "fence keeps the value",
    "fill needs no lease",
    "release publishes beside another write",
    "release publishes an older version",
    "an ended fence spoils nothing",
  ];
  test.each(MUTANTS)("a stale read is found when %s", async (mutant) => {
    // Two faults at once are rare by chance: only a writer that died spoils anything.
    const faults = mutant.includes("spoils")
      ? fc.constant<Fault[]>(["release is late", "crash after commit"])
      : twoFaults;
    const result = await fc.check(property(mutant, faults), { numRuns: 20_000, endOnFailure: true });
    expect(result.failed).toBe(true);
  });
});
