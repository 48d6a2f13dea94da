import { isPageRead, pageReadName } from "@scarlet/domain/catalog";
import { LRUCache } from "lru-cache";
import { deserialize, type SuperJSONResult } from "superjson";
import { createPageReads, type PageRead } from "../page-reads/page-reads.ts";

/** What a batch of our apps asks for. */
export type WirePlan = {
  /** As metrics name the address. */
  readonly path: "/api/trpc/*";
  readonly reads: readonly PageRead[];
  /** Products that it asks for by their slugs. */
  readonly slugs: readonly string[];
};

const PREFIX = "/api/trpc/";
/** So many addresses are remembered with what they mean, of so many letters at most: 4 MB. */
const MAX_ADDRESSES = 1_000;
const MAX_ADDRESS_LENGTH = 2_048;
/** A batch has at most so many calls: see `serveTrpc`. */
const MAX_CALLS = 50;

type Parameters = { readonly slug?: unknown };

/**
 * Finds what the address of a batch means: `/api/trpc/a,b?batch=1&input={…}`. Null: one of its calls is not a read that is
 * the same for whoever asks, or cannot be read; the slow path answers.
 */
export function createWirePlans(): (url: string) => WirePlan | null {
  const known = new LRUCache<string, WirePlan>({ max: MAX_ADDRESSES });
  const readOf = createPageReads();
  return (url) => {
    const plan = known.get(url);
    if (plan !== undefined) return plan;
    if (!url.startsWith(PREFIX) || url.length > MAX_ADDRESS_LENGTH) return null;
    const made = planOf(url, readOf);
    if (made !== null) known.set(url, made);
    return made;
  };
}

function planOf(url: string, readOf: (name: string) => PageRead | null): WirePlan | null {
  const calls = callsIn(url);
  if (calls === null || calls.length > MAX_CALLS) return null;
  const reads: PageRead[] = [];
  const slugs: string[] = [];
  for (const { procedure, input } of calls) {
    const read = isPageRead(procedure) ? readOf(pageReadName(procedure, input)) : null;
    if (read === null) return null;
    reads.push(read);
    const { slug } = (input ?? {}) as Parameters;
    if (procedure === "catalog.product" && typeof slug === "string") slugs.push(slug);
  }
  return { path: "/api/trpc/*", reads, slugs };
}

type Call = { readonly procedure: string; readonly input: unknown };

function callsIn(url: string): readonly Call[] | null {
  try {
    const { pathname, searchParams } = new URL(url, "http://api");
    if ([...searchParams.keys()].join() !== "batch,input" || searchParams.get("batch") !== "1") return null;
    const inputs = JSON.parse(searchParams.get("input") ?? "") as Record<string, SuperJSONResult> | null;
    const procedures = decodeURIComponent(pathname.slice(PREFIX.length)).split(",");
    return procedures.map((procedure, place) => {
      const input = inputs?.[place];
      return { procedure, input: input === undefined ? undefined : deserialize(input) };
    });
  } catch {
    // Broken: the slow path says so.
    return null;
  }
}
