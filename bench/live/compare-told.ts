import type { ListenersReport } from "./listen.ts";
import type { Stamp } from "./stamp-publish.ts";

export type Told = {
  /** Events that arrived, and those that did not because a newer one of the same product overtook them. */
  readonly delivered: number;
  /** How often news was published: a busy lane commits several sales at once, and a listener is told of them in one piece. */
  readonly commits: number;
  readonly overtaken: number;
  /** Listeners' products that did not end with the newest version. */
  readonly lost: number;
  /** Events that were no news to their listener. */
  readonly doubled: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly worstMs: number;
};

/** Compares what was published with what arrived at whom, and when. */
export function compareTold(
  { told, watched }: ListenersReport,
  stamps: readonly Stamp[],
  products: readonly { readonly id: string; readonly version: number }[],
): Told {
  const published = publishedOf(stamps, products);
  const newest = watched.map((mine) => new Map(mine.map((place) => [place, products[place]?.version ?? 0])));
  const latenciesMs: number[] = [];
  let [delivered, doubled] = [0, 0];
  for (let at = 0; at < told.length; at += 4) {
    const [listener = 0, product = 0, version = 0, atMs = 0] = told.subarray(at, at + 4);
    const known = newest[listener]?.get(product) ?? 0;
    delivered += 1;
    if (version <= known) doubled += 1;
    else newest[listener]?.set(product, version);
    const publishedMs = published[product]?.get(version);
    if (publishedMs !== undefined) latenciesMs.push(atMs - publishedMs);
  }
  latenciesMs.sort((a, b) => a - b);
  const at = (share: number) => latenciesMs[Math.floor((latenciesMs.length - 1) * share)] ?? Number.NaN;
  const due = watched.flat().reduce((sum, place) => sum + (published[place]?.size ?? 0), 0);
  return {
    delivered,
    commits: new Set(published.flatMap((each) => [...each.values()])).size,
    overtaken: due - (delivered - doubled),
    lost: newest.reduce((sum, each) => sum + lostOf(each, published), 0),
    doubled,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    worstMs: at(1),
  };
}

/** Of each product, when which of its versions was published, from the first one that listeners had not read. */
function publishedOf(
  stamps: readonly Stamp[],
  products: readonly { readonly id: string; readonly version: number }[],
): Map<number, number>[] {
  const places = new Map(products.map(({ id }, place) => [id, place]));
  const published = products.map(() => new Map<number, number>());
  for (const [id, version, atMs] of stamps) {
    const place = places.get(id) ?? -1;
    if (version > (products[place]?.version ?? 0)) published[place]?.set(version, atMs);
  }
  return published;
}

function lostOf(newest: ReadonlyMap<number, number>, published: readonly Map<number, number>[]): number {
  return [...newest].filter(([place, version]) => version < Math.max(0, ...(published[place]?.keys() ?? [])))
    .length;
}
