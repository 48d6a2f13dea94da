import type { ProductStock, StockReader } from "@scarlet/domain/inventory";
import { createStockDecoder } from "../protocol/stock-value.ts";
import { createMinVersionCheck } from "./min-version-check.ts";
import { createReadBatcher } from "./read-batcher.ts";
import { leadFills } from "./shared-fills.ts";
import type { CachedReaderParts, Flight, Next, Read, StockReadEvent } from "./stock-read.ts";

/** What came of a fill, one's own or another's; a refused one has read the database all the same. */
const FILL_EVENTS: ReadonlySet<StockReadEvent> = new Set(["fill", "joined", "waited", "refused_fill"]);
const MAX_LEASE_WAITS = 8;
/** After a Redis that did not answer it is left alone for so long, so that not every read waits for its time limit. */
const REDIS_BACKOFF_MS = 500;

/**
 * Stock from the cache where it is surely fresh, else from the database. An answer is never older than what had been
 * committed when it was asked for: a value exists only while no write is pending, a fill counts only when it was
 * accepted, and when Redis or the control document cannot be asked the database is.
 */
export function createCachedStockReader(parts: CachedReaderParts): StockReader {
  const { source, control } = parts;
  const monotonicMs = parts.monotonicMs ?? (() => performance.now());
  const flights = new Map<string, Flight>();
  const decoder = createStockDecoder();
  const claims = createMinVersionCheck(parts, monotonicMs);
  const fromDatabase = createReadBatcher(source, parts.onShared);
  let leftAloneUntil = Number.NEGATIVE_INFINITY;
  const failed = () => {
    leftAloneUntil = monotonicMs() + REDIS_BACKOFF_MS;
  };

  async function bypass(
    ids: readonly string[],
    answer: Map<string, ProductStock>,
    onRead: CachedReaderParts["onRead"],
  ): Promise<void> {
    if (ids.length === 0) return;
    onRead?.("bypass", ids.length);
    for (const [id, stock] of await fromDatabase(ids)) answer.set(id, stock);
  }

  return {
    async readStock(productIds, asked = {}) {
      const ids = [...new Set(productIds)];
      const answer = new Map<string, ProductStock>();
      const onRead = asked.untracked === true ? undefined : parts.onRead;
      const reading = control.readable();
      if (reading === null || monotonicMs() < leftAloneUntil) {
        await bypass(ids, answer, onRead);
        asked.onOutcome?.("bypass");
        return answer;
      }
      let filled = 0;
      let bypassed = 0;
      const tally: Read["tally"] = (event, count) => {
        if (FILL_EVENTS.has(event)) filled += count;
        onRead?.(event, count);
      };
      const read: Read = { parts, reading, flights, answer, decoder, asked, failed, claims, tally };
      let open = await takeHits(read, ids);
      for (let round = 0; round <= MAX_LEASE_WAITS && open.length > 0; round += 1) {
        const next = await takeOrFill(read, open, round);
        bypassed += next.bypass.length;
        await bypass(next.bypass, answer, onRead);
        open = next.again;
      }
      bypassed += open.length;
      await bypass(open, answer, onRead);
      const belowFloor = await askForNewer(read);
      asked.onOutcome?.(bypassed + belowFloor > 0 ? "bypass" : filled > 0 ? "miss" : "hit");
      return answer;
    },
  };
}

/** The plain path: one round trip. Returns what was not there; a failure means that nothing was. */
async function takeHits(read: Read, ids: readonly string[]): Promise<readonly string[]> {
  const { parts, reading, answer } = read;
  let hits = 0;
  try {
    const values = await parts.scripts.read(reading, ids);
    const nowMs = parts.control.nowMs(reading);
    for (const [place, id] of ids.entries()) {
      const text = values[place];
      const stock = text == null ? null : read.decoder.decode(id, text, nowMs);
      if (stock === null) continue;
      answer.set(id, stock);
      hits += 1;
    }
  } catch (error) {
    // Redis did not answer: the next step asks it once more and then leaves it.
    read.failed(error);
  }
  if (hits > 0) read.tally("hit", hits);
  return hits === ids.length ? [] : ids.filter((id) => !answer.has(id));
}

/** Joins fills of this process that are under way, and asks for the right to fill the rest. */
async function takeOrFill(read: Read, open: readonly string[], round: number): Promise<Next> {
  const { parts, flights, answer } = read;
  const joined = open.flatMap((id) => {
    const flight = flights.get(id);
    return flight ? [{ id, flight }] : [];
  });
  const mine = open.filter((id) => !flights.has(id));
  const next: Next = { bypass: [], again: [] };
  const [, waitMs] = await Promise.all([
    Promise.all(joined.map(async ({ id, flight }) => take(read, id, await flight, next))),
    mine.length === 0 ? 0 : leadFills(read, mine, next),
  ]);
  if (waitMs > 0) {
    const sleep = parts.sleep ?? ((ms: number) => new Promise((resolve) => setTimeout(resolve, ms)));
    await sleep(2 + 2 * round + 4 * (parts.random ?? Math.random)());
  }
  const stillOpen = next.again.filter((id) => !answer.has(id));
  return { bypass: next.bypass, again: waitMs > 0 ? [...(await takeHits(read, stillOpen))] : stillOpen };
}

function take(read: Read, id: string, stock: ProductStock | null, next: Next): void {
  const ended = stock?.freeAt != null && stock.freeAt.getTime() <= read.parts.control.nowMs(read.reading);
  if (stock === null || ended) next.again.push(id);
  else {
    read.tally("joined", 1);
    read.answer.set(id, stock);
  }
}

/**
 * The second line of defence: the caller has seen a newer version than we are about to tell, so the database decides.
 * If it agrees with the caller, the cache was wrong; the old value is taken away and the alarm goes. Returns how many.
 */
async function askForNewer(read: Read): Promise<number> {
  const { minVersions } = read.asked;
  if (minVersions === undefined || minVersions.size === 0) return 0;
  const low = [...read.answer.values()].filter(
    (stock) => stock.version < (minVersions.get(stock.productId) ?? 0) && !read.claims.areAnswered(stock),
  );
  if (low.length === 0) return 0;
  const fresh = await read.claims.ask(low.map(({ productId }) => productId));
  for (const { productId, version } of low) {
    const stock = fresh.get(productId);
    if (stock === undefined) read.answer.delete(productId);
    else read.answer.set(productId, stock);
    if (stock === undefined || stock.version <= version) continue;
    read.tally("below_floor", 1);
    read.parts.log?.error(
      { productId, version, newer: stock.version },
      "an old stock value was served before",
    );
    await read.parts.scripts.drop(read.reading, productId, stock.version).catch(read.failed);
  }
  return low.length;
}
