import {
  type AcquireResult,
  BUCKETS,
  bucketOf,
  type CacheSpace,
  type FenceResult,
  type FillResult,
  guardValue,
  type Publication,
  type ReleaseResult,
  type StockScripts,
} from "../../src/cache/protocol/stock-cache.port.ts";

type Control = {
  lease: { readonly token: string; readonly endsAt: number } | null;
  readonly fences: Map<string, number>;
  highest: number;
  spoilt: boolean;
};
type AcquireRequest = Parameters<StockScripts["acquire"]>[0];
type Value = { readonly text: string; readonly endsAt: number };

/** A Redis that holds nothing but the stock cache, in memory, with a clock of its own. */
export type MemoryRedis = {
  readonly scripts: StockScripts;
  /** Forgets everything, as FLUSHALL or a restart without persistence does. */
  flush(): void;
};

/** One ingredient left out, to show that the tests would notice. */
export type Mutant =
  | "fence keeps the lease"
  | "fence keeps the value"
  | "fill needs no lease"
  | "release publishes beside another write"
  | "release publishes an older version"
  | "an ended fence spoils nothing";

/**
 * The same steps without Redis, for tests that control every interleaving; a parity test holds both to the same answers.
 * `nowMs` is this Redis's clock, in milliseconds.
 */
export function createMemoryScripts(nowMs: () => number, mutant: Mutant | null = null): MemoryRedis {
  const guards = new Map<number, string>();
  const values = new Map<string, Value>();
  const controls = new Map<string, Control>();
  const keyOf = (epoch: number, id: string): string => `${epoch}:${id}`;
  const guardOf = (id: string): string => guards.get(bucketOf(id)) ?? "";
  const mayWrite = (epoch: number, id: string): boolean =>
    guardOf(id) === guardValue(epoch, false) || isDraining(epoch, id);
  const isDraining = (epoch: number, id: string): boolean => guardOf(id) === guardValue(epoch, true);
  const controlOf = (key: string): Control => {
    const known = controls.get(key);
    if (known) return known;
    const made: Control = { lease: null, fences: new Map(), highest: -1, spoilt: false };
    controls.set(key, made);
    return made;
  };
  const liveValue = (key: string): string | null => {
    const value = values.get(key);
    if (value && value.endsAt > nowMs()) return value.text;
    values.delete(key);
    return null;
  };
  const put = (key: string, text: string, ttlMs: number): void => {
    controls.delete(key);
    values.set(key, { text, endsAt: nowMs() + Math.floor(ttlMs) });
  };
  const liveFences = (control: Control): number => {
    for (const [op, endsAt] of control.fences) {
      if (endsAt > nowMs()) continue;
      control.fences.delete(op);
      control.spoilt = mutant !== "an ended fence spoils nothing";
    }
    return control.fences.size;
  };

  function acquire({
    space: { epoch },
    productId: id,
    token,
    leaseMs,
    nowMs: readerNowMs,
  }: AcquireRequest): AcquireResult {
    if (guardOf(id) !== guardValue(epoch, false)) return { kind: "no_guard" };
    const key = keyOf(epoch, id);
    const value = liveValue(key);
    if (value !== null) {
      const freeAt = /^\{"freeAt":(\d+)/.exec(value)?.[1];
      if (freeAt === undefined || Number(freeAt) > Math.ceil(readerNowMs)) return { kind: "hit", value };
      values.delete(key);
    }
    const control = controlOf(key);
    if (liveFences(control) > 0) return { kind: "fenced" };
    if (control.lease && control.lease.endsAt > nowMs())
      return { kind: "wait", endsInMs: control.lease.endsAt - nowMs() };
    controls.delete(key);
    controlOf(key).lease = { token, endsAt: nowMs() + leaseMs };
    return { kind: "lease" };
  }

  function fence({ epoch }: CacheSpace, id: string, op: string, fenceMs: number): FenceResult {
    const key = keyOf(epoch, id);
    if (guardOf(id) === "") values.delete(key);
    if (!mayWrite(epoch, id)) return { kind: "no_guard", guard: guardOf(id) };
    if (mutant !== "fence keeps the value") values.delete(key);
    const control = controlOf(key);
    if (mutant !== "fence keeps the lease") control.lease = null;
    control.fences.set(op, nowMs() + fenceMs);
    if (isDraining(epoch, id)) control.spoilt = true;
    return { kind: "fenced" };
  }

  function release(
    { epoch }: CacheSpace,
    op: string,
    { productId: id, version, value, ttlMs }: Publication,
  ): ReleaseResult {
    if (!mayWrite(epoch, id)) return "no_guard";
    const key = keyOf(epoch, id);
    const control = controlOf(key);
    const had = control.fences.delete(op);
    control.highest = Math.max(control.highest, version);
    if (!had) {
      values.delete(key);
      control.lease = null;
      return "lost";
    }
    if (liveFences(control) > 0 && mutant !== "release publishes beside another write") return "pending";
    controls.delete(key);
    const newest = version === control.highest || mutant === "release publishes an older version";
    const fit = version >= 0 && newest && !control.spoilt && !isDraining(epoch, id);
    if (!fit || value === null || Math.floor(ttlMs) <= 0) return "cleared";
    put(key, value, ttlMs);
    return "set";
  }

  const refusalOf = (lease: Control["lease"] | undefined, token: string): FillResult | null => {
    if (lease == null) return "voided";
    if (lease.token !== token) return "overtaken";
    return lease.endsAt > nowMs() ? null : "late";
  };

  const scripts: StockScripts = {
    read: async ({ epoch }, ids) => ids.map((id) => liveValue(keyOf(epoch, id))),
    acquire: async (request) => acquire(request),
    async put({ space: { epoch }, productId, token, value, ttlMs }) {
      if (guardOf(productId) !== guardValue(epoch, false)) return "no_guard";
      const key = keyOf(epoch, productId);
      const refusal = mutant === "fill needs no lease" ? null : refusalOf(controls.get(key)?.lease, token);
      if (refusal !== null) return refusal;
      put(key, value, ttlMs);
      return "set";
    },
    fence: async (space, ids, op, fenceMs) => ids.map((id) => fence(space, id, op, fenceMs)),
    release: async (space, op, publications) =>
      publications.map((publication) => release(space, op, publication)),
    async drop({ epoch }, id, version) {
      if (!mayWrite(epoch, id)) return;
      const key = keyOf(epoch, id);
      const held = /"v":(\d+)/.exec(liveValue(key) ?? "")?.[1];
      if (held === undefined || Number(held) >= version) return;
      values.delete(key);
      controlOf(key).lease = null;
    },
    probe: async () => {},
    async setGuards({ epoch }, draining) {
      for (let bucket = 0; bucket < BUCKETS; bucket += 1) guards.set(bucket, guardValue(epoch, draining));
    },
    // The twin is thrown away with its test, and its clock has no minutes.
    expireOld: () => Promise.resolve(0),
    async openGuards({ epoch }) {
      let opened = 0;
      for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
        if (guards.get(bucket) !== guardValue(epoch, true)) continue;
        guards.set(bucket, guardValue(epoch, false));
        opened += 1;
      }
      return opened === BUCKETS;
    },
  };
  return {
    scripts,
    flush() {
      guards.clear();
      values.clear();
      controls.clear();
    },
  };
}
