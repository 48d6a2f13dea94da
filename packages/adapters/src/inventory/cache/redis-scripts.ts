import type { Redis } from "ioredis";
import { z } from "zod";
import { readsOf } from "../../redis/index.ts";
import { ACQUIRE, DROP, FENCE, FILL, OPEN, RELEASE } from "./lua.ts";
import {
  type Acquired,
  BUCKETS,
  bucketOf,
  type Fenced,
  type Filled,
  guardWord,
  type Publication,
  type Released,
  type StockScripts,
} from "./scripts.ts";

/** Keys of the stock cache; the braces put a bucket's keys into one hash slot. */
const guardKey = (bucket: number): string => `product:guard:{${bucket}}`;
const valueKey = (epoch: number, id: string): string => `product:stock:{${bucketOf(id)}}:${epoch}:${id}`;
const controlKey = (epoch: number, id: string): string => `product:fence:{${bucketOf(id)}}:${epoch}:${id}`;

const SCRIPTS = {
  stockAcquire: ACQUIRE,
  stockFill: FILL,
  stockFence: FENCE,
  stockRelease: RELEASE,
  stockDrop: DROP,
} as const;
type ScriptName = keyof typeof SCRIPTS;

const replySchema = z.tuple([z.string()], z.union([z.string(), z.number()]));
type Reply = z.infer<typeof replySchema>;

type Args = readonly (string | number)[];
type Caller = Record<ScriptName, (...args: Args) => Promise<unknown>>;
type Queue = Record<ScriptName, (...args: Args) => unknown>;

/** The scripts on a Redis of version 7 or newer, or Valkey. The client must neither queue nor resend commands. */
export function createRedisScripts(redis: Redis): StockScripts {
  for (const [name, lua] of Object.entries(SCRIPTS)) redis.defineCommand(name, { numberOfKeys: 3, lua });
  redis.defineCommand("stockOpen", { numberOfKeys: 1, lua: OPEN });
  const scripts = redis as unknown as Caller;
  const keysOf = (epoch: number, id: string) => [
    guardKey(bucketOf(id)),
    valueKey(epoch, id),
    controlKey(epoch, id),
  ];
  const call = async (name: ScriptName, epoch: number, id: string, args: Args): Promise<Reply> =>
    replySchema.parse(await scripts[name](...keysOf(epoch, id), epoch, ...args));
  const callAll = async (
    name: ScriptName,
    epoch: number,
    calls: readonly { readonly id: string; readonly args: Args }[],
  ): Promise<Reply[]> => {
    if (calls.length === 1 && calls[0]) return [await call(name, epoch, calls[0].id, calls[0].args)];
    const pipeline = redis.pipeline();
    const queue = pipeline as unknown as Queue;
    for (const { id, args } of calls) queue[name](...keysOf(epoch, id), epoch, ...args);
    return ((await pipeline.exec()) ?? []).map(([error, reply]) => {
      if (error) throw error;
      return replySchema.parse(reply);
    });
  };

  const readKeys = readsOf(redis);
  return {
    read: (epoch, ids) => readKeys(ids.map((id) => valueKey(epoch, id))),
    async acquire({ epoch, productId, token, leaseMs, nowMs }) {
      return acquired(await call("stockAcquire", epoch, productId, [token, leaseMs, Math.ceil(nowMs)]));
    },
    async put({ epoch, productId, token, value, ttlMs }) {
      const [kind] = await call("stockFill", epoch, productId, [token, value, Math.floor(ttlMs)]);
      return kind as Filled;
    },
    async fence(epoch, productIds, op, fenceMs) {
      const calls = productIds.map((id) => ({ id, args: [op, fenceMs] }));
      return (await callAll("stockFence", epoch, calls)).map(fenced);
    },
    async release(epoch, op, publications) {
      const calls = publications.map((publication) => ({
        id: publication.productId,
        args: releaseArgs(op, publication),
      }));
      return (await callAll("stockRelease", epoch, calls)).map(([kind]) => kind as Released);
    },
    async drop(epoch, productId, version) {
      await call("stockDrop", epoch, productId, [version]);
    },
    async setGuards(epoch, draining) {
      const pipeline = redis.pipeline();
      for (let bucket = 0; bucket < BUCKETS; bucket += 1)
        pipeline.set(guardKey(bucket), guardWord(epoch, draining));
      for (const [error] of (await pipeline.exec()) ?? []) if (error) throw error;
    },
    async openGuards(epoch) {
      const pipeline = redis.pipeline();
      const queue = pipeline as unknown as { stockOpen: (...args: Args) => unknown };
      for (let bucket = 0; bucket < BUCKETS; bucket += 1)
        queue.stockOpen(guardKey(bucket), guardWord(epoch, true), guardWord(epoch, false));
      const opened = (await pipeline.exec()) ?? [];
      for (const [error] of opened) if (error) throw error;
      return opened.length === BUCKETS && opened.every(([, reply]) => reply === 1);
    },
  };
}

function acquired([kind, more]: Reply): Acquired {
  switch (kind) {
    case "hit":
      return { kind, value: String(more) };
    case "wait":
      return { kind, endsInMs: Number(more) };
    case "lease":
    case "fenced":
    case "no_guard":
      return { kind };
    default:
      throw new TypeError(`the stock cache answered "${kind}" to an acquire`);
  }
}

function fenced([kind, guard]: Reply): Fenced {
  return kind === "fenced" ? { kind } : { kind: "no_guard", guard: String(guard ?? "") };
}

function releaseArgs(op: string, { version, value, ttlMs }: Publication): Args {
  return [op, version, value ?? "", Math.floor(ttlMs)];
}
