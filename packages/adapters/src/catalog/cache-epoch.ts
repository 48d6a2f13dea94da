import { setTimeout as sleep } from "node:timers/promises";
import { isDuplicateKey, LINEARIZABLE, type Mongo, newId } from "../mongo/index.ts";

/** How long a process may use the epoch that it read. */
const VIEW_MS = 2_000;
/** A view older than this is renewed beside the read that finds it so. */
const RENEW_AFTER_MS = 500;
/** For clocks of two hosts that run at slightly different rates. */
const RATE_MARGIN_MS = 50;
/** A Redis that the document does not name is taken up after this long: meanwhile the other one may come back. */
const ADOPT_AFTER_MS = 1_000;
const NAME = "catalog";

/**
 * The epoch of the catalog cache, one document in the database. It names the Redis process in use, and entries of an
 * older epoch are never read again: so a process that cannot reach Redis still takes old content away from those that
 * can, now or after Redis came back.
 */
export type CacheEpoch = {
  /** The epoch to read by; null when the document names another Redis. Raises when the database does not answer. */
  current(runId: string): Promise<number | null>;
  /** The same, asked of the database now: what a change must be told to. */
  fresh(runId: string): Promise<number | null>;
  /** Resolves when nobody reads by an epoch older than the present one. */
  settle(): Promise<void>;
  /** Ends the present epoch and settles. Raises when the database does not answer. */
  advance(): Promise<void>;
};

export type EpochOptions = {
  readonly monotonicMs?: () => number;
  readonly pause?: (ms: number) => Promise<unknown>;
};

type Named = { readonly epoch: number; readonly runId: string };
type View = Named & {
  readonly sentAt: number;
  /** When this epoch was first seen: views of older ones have run out `VIEW_MS` later. */
  readonly knownSince: number;
};

export function createCacheEpoch(mongo: Mongo, options: EpochOptions = {}): CacheEpoch {
  const { monotonicMs = () => performance.now(), pause = sleep } = options;
  let view: View | undefined;
  let strangeSince: number | undefined;
  let renewing: Promise<View> | undefined;

  const see = (named: Named, sentAt: number): View => {
    // Answers overtake one another; epochs only rise.
    if (view && view.epoch > named.epoch) return view;
    // Before the first epoch nobody read anything, so nobody need be waited for.
    const isFirst = named.epoch <= 1;
    const known = view?.epoch === named.epoch ? view.knownSince : monotonicMs();
    const knownSince = isFirst ? Number.NEGATIVE_INFINITY : known;
    view = { ...named, sentAt, knownSince };
    return view;
  };
  const read = async (): Promise<View> => {
    const sentAt = monotonicMs();
    return see(await readDocument(mongo), sentAt);
  };
  const renew = (): Promise<View> => {
    renewing ??= read().finally(() => {
      renewing = undefined;
    });
    return renewing;
  };

  /** The epoch, when the document names this Redis. A Redis that it does not name is taken up in a new epoch. */
  const epochFor = async (runId: string, seen: View): Promise<number | null> => {
    if (seen.runId === runId) {
      strangeSince = undefined;
      return seen.epoch;
    }
    strangeSince ??= monotonicMs();
    if (seen.runId !== "" && monotonicMs() - strangeSince < ADOPT_AFTER_MS) return null;
    const sentAt = monotonicMs();
    const taken = see(await adopt(mongo, seen.epoch, runId), sentAt);
    return taken.runId === runId ? taken.epoch : null;
  };
  const settle = async (): Promise<void> => {
    const since = view?.knownSince ?? monotonicMs();
    const left = since + VIEW_MS + RATE_MARGIN_MS - monotonicMs();
    if (left > 0) await pause(left);
  };

  return {
    settle,
    async current(runId) {
      const age = view ? monotonicMs() - view.sentAt : Number.POSITIVE_INFINITY;
      if (view === undefined || age >= VIEW_MS) return epochFor(runId, await renew());
      // A renewal that fails beside a read shows at the first read after the view has run out.
      if (age >= RENEW_AFTER_MS) renew().catch(() => undefined);
      return epochFor(runId, view);
    },
    fresh: async (runId) => epochFor(runId, await read()),
    async advance() {
      const sentAt = monotonicMs();
      see(await raise(mongo), sentAt);
      await settle();
    },
  };
}

/** By the driver: Prisma 8 knows no linearizable reads. */
async function readDocument(mongo: Mongo): Promise<Named> {
  const documents = mongo.db.collection<Named & { name: string }>("cache_control");
  const found = await documents.findOne(
    { name: NAME },
    { ...LINEARIZABLE, projection: { epoch: 1, runId: 1 } },
  );
  return found === null ? { epoch: 0, runId: "" } : { epoch: found.epoch, runId: found.runId };
}

/** Names this Redis in the epoch after `epoch`; another process that was quicker is right. */
async function adopt(mongo: Mongo, epoch: number, runId: string): Promise<Named> {
  const documents = mongo.prisma.orm.cache_control;
  if (epoch === 0) return create(mongo, runId);
  const at = await mongo.clock.now();
  const adopted = await documents.where({ name: NAME, epoch }).update({ epoch: epoch + 1, runId, at });
  return adopted ?? readDocument(mongo);
}

async function raise(mongo: Mongo): Promise<Named> {
  const at = await mongo.clock.now();
  const raised = await mongo.prisma.orm.cache_control
    .where({ name: NAME })
    .update(({ epoch, at: changed }) => [epoch.inc(1), changed.set(at)]);
  // Where there is no document, nobody has read by one: the first will begin a new epoch.
  return raised ?? readDocument(mongo);
}

async function create(mongo: Mongo, runId: string): Promise<Named> {
  try {
    const at = await mongo.clock.now();
    return await mongo.prisma.orm.cache_control.create({ _id: newId(), name: NAME, epoch: 1, runId, at });
  } catch (error) {
    // Another process made the document at the same instant: it is the one.
    if (isDuplicateKey(error)) return readDocument(mongo);
    throw error;
  }
}
