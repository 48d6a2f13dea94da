import { randomUUID } from "node:crypto";
import { type OneRedis, STAMP_TTL_SECONDS } from "../redis/index.ts";

/** One thing in the cache: where it lies, and the stamp it must carry to be believed. */
export type Address = { readonly key: string; readonly stampKey: string };

export type Looked = {
  /** The stamp that stood at this instant. A fill carries it, and is loaded after it was seen. */
  readonly stamp: string;
  readonly entry: { readonly value: unknown } | null;
};

export type Filling = { readonly key: string; readonly stamp: string; readonly value: unknown };

// Entries carry the stamp they were made under and count only while it stands; no stamp ever comes twice. So a fill
// that was slow, late or repeated does no harm, also after Redis was emptied: what it brings is not believed. All
// functions raise when Redis does not answer.

type Entry = { readonly stamp: string; readonly value: unknown };

/** Looks entries up, in one round trip when their stamps are there. */
export async function lookUp(redis: OneRedis, addresses: readonly Address[]): Promise<Looked[]> {
  if (addresses.length === 0) return [];
  const found = await redis.read(addresses.flatMap(({ key, stampKey }) => [stampKey, key]));
  return Promise.all(
    addresses.map(async ({ stampKey }, index) => {
      const [stamp, text] = [found[2 * index] ?? null, found[2 * index + 1] ?? null];
      if (stamp === null) return { stamp: await standingStamp(redis, stampKey), entry: null };
      return { stamp, entry: text === null ? null : believed(JSON.parse(text) as Entry, stamp) };
    }),
  );
}

/** The stamp that stands under this key; a new one when there is none. */
export async function standingStamp(redis: OneRedis, stampKey: string): Promise<string> {
  const stamp = randomUUID();
  const [, standing] = await redis.send(
    ["set", stampKey, stamp, "EX", STAMP_TTL_SECONDS, "NX"],
    ["get", stampKey],
  );
  return String(standing);
}

/** Puts values that were loaded after their stamps were seen. */
export async function fill(redis: OneRedis, fillings: readonly Filling[], ttlSeconds: number): Promise<void> {
  if (fillings.length === 0) return;
  const spread = (): number => Math.ceil(ttlSeconds * (0.9 + 0.2 * Math.random()));
  await redis.send(
    ...fillings.map(
      ({ key, stamp, value }) => ["set", key, JSON.stringify({ stamp, value }), "EX", spread()] as const,
    ),
  );
}

/** Makes everything under these stamps worthless, and every fill that is under way. All of them at once. */
export async function voidStamps(redis: OneRedis, stampKeys: readonly string[]): Promise<void> {
  const sets = stampKeys.map((key) => ["set", key, randomUUID(), "EX", STAMP_TTL_SECONDS] as const);
  await redis.send(["multi"], ...sets, ["exec"]);
}

function believed({ stamp, value }: Entry, standing: string): Looked["entry"] {
  return stamp === standing ? { value } : null;
}
