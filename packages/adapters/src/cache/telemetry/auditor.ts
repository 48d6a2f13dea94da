import { PROBE_AGES_MS, type ProbeAge } from "@scarlet/domain/cache";
import type { StockReader } from "@scarlet/domain/inventory";
import type { Log } from "@scarlet/domain/kernel";

export type AuditorParts = {
  /** At most `limit` products whose stock changed recently. */
  readonly recentlyChanged: (limit: number) => Promise<readonly string[]>;
  /** The committed stock version of a product, read linearizably. Null: no such product. */
  readonly committedVersion: (productId: string) => Promise<number | null>;
  /** The reader that shoppers are answered by. */
  readonly reader: StockReader;
  readonly log: Log;
  readonly onProbe: (afterMs: ProbeAge, isStale: boolean) => void;
  /** Runs a task after a delay in milliseconds. */
  readonly schedule: (afterMs: number, task: () => Promise<void>) => void;
  readonly random?: () => number;
};

const MAX_CANDIDATES = 50;
const PROBE_INTERVAL_MS = 2_000;
/** Which products changed last is asked again after this time, also where no event told of a change. */
const CANDIDATES_VALID_MS = 10_000;

/**
 * Asks what shoppers ask, right after the database named the version that is committed, and again later: anything older
 * is a broken promise, at whatever age.
 */
export async function probe(parts: AuditorParts): Promise<void> {
  const ids = await parts.recentlyChanged(MAX_CANDIDATES);
  const productId = ids[Math.floor((parts.random ?? Math.random)() * ids.length)];
  if (productId === undefined) return;
  const version = await parts.committedVersion(productId);
  if (version === null) return;
  const [atOnce, ...laterAges] = PROBE_AGES_MS;
  for (const afterMs of laterAges)
    parts.schedule(afterMs, () => compare(parts, productId, { version, afterMs }));
  await compare(parts, productId, { version, afterMs: atOnce });
}

type Committed = { readonly version: number; readonly afterMs: ProbeAge };

/** Reads as a shopper does, and reports whether the answer is older than what was committed. */
async function compare(
  parts: AuditorParts,
  productId: string,
  { version, afterMs }: Committed,
): Promise<void> {
  const answer = (await parts.reader.readStock([productId], { untracked: true })).get(productId);
  if (answer === undefined) return;
  const isStale = answer.version < version;
  parts.onProbe(afterMs, isStale);
  if (isStale)
    parts.log.error(
      { productId, told: answer.version, committed: version, afterMs },
      "the auditor was told stock older than a committed change",
    );
}

export type RunningAuditorParts = Omit<AuditorParts, "schedule"> & {
  /** Calls back at each change of stock that this process hears of; gives back how to stop that. */
  readonly onChange?: (changed: () => void) => (() => void) | undefined;
};

/** Remembers the answer as long as nothing changes: a shop at rest need not be asked every two seconds what changed last. */
export function rememberCandidates(
  ask: AuditorParts["recentlyChanged"],
  monotonicMs: () => number = () => performance.now(),
): { readonly recentlyChanged: AuditorParts["recentlyChanged"]; forget(): void } {
  let known: { readonly ids: Promise<readonly string[]>; readonly untilMs: number } | null = null;
  return {
    forget() {
      known = null;
    },
    async recentlyChanged(limit) {
      if (known === null || monotonicMs() >= known.untilMs)
        known = { ids: ask(limit), untilMs: monotonicMs() + CANDIDATES_VALID_MS };
      const { ids } = known;
      try {
        return await ids;
      } catch (error) {
        if (known?.ids === ids) known = null;
        throw error;
      }
    },
  };
}

/** Probes every two seconds until it is stopped. A database that does not answer costs a probe, nothing else. */
export function startAuditor(given: RunningAuditorParts): { stop(): Promise<void> } {
  const candidates = rememberCandidates(given.recentlyChanged);
  const parts = { ...given, recentlyChanged: candidates.recentlyChanged };
  const stopListening = given.onChange?.(() => candidates.forget());
  const running = new Set<Promise<void>>();
  const waiting = new Set<NodeJS.Timeout>();
  const run = (task: () => Promise<void>): void => {
    const doing = task()
      .catch((error: unknown) => parts.log.warn({ err: error }, "the cache's auditor could not probe"))
      .finally(() => running.delete(doing));
    running.add(doing);
  };
  const schedule: AuditorParts["schedule"] = (afterMs, task) => {
    const timer = setTimeout(() => {
      waiting.delete(timer);
      run(task);
    }, afterMs);
    waiting.add(timer);
  };
  const timer = setInterval(() => run(() => probe({ ...parts, schedule })), PROBE_INTERVAL_MS);
  return {
    async stop() {
      stopListening?.();
      clearInterval(timer);
      for (const each of waiting) clearTimeout(each);
      waiting.clear();
      // A probe that was under way may have asked for later ones.
      await Promise.all(running);
      for (const each of waiting) clearTimeout(each);
    },
  };
}
