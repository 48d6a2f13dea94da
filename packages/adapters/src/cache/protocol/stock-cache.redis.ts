import { createHash, randomUUID } from "node:crypto";
import { z } from "zod";
import { type BoundRedis, batchedReadsOf, type RedisCommand, stockKeys } from "../../redis/index.ts";
import { expireOldEpochs } from "./expire-old-epochs.ts";
import { ACQUIRE, DROP, FENCE, FILL, OPEN, PROBE, RELEASE } from "./lua-scripts.ts";
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
} from "./stock-cache.port.ts";

const guardKey = stockKeys.guard;
const valueKey = (epoch: number, id: string): string => stockKeys.value(bucketOf(id), epoch, id);
const fenceKey = (epoch: number, id: string): string => stockKeys.fence(bucketOf(id), epoch, id);

const replySchema = z.tuple([z.string()], z.union([z.string(), z.number()]));
type Reply = z.infer<typeof replySchema>;

type Args = readonly (string | number)[];
/** What a script is called with. */
type Call = { readonly keys: readonly string[]; readonly args: Args };

type Run = (lua: string, space: CacheSpace, calls: readonly Call[]) => Promise<unknown[]>;

/** Runs one script several times, in one go, on the Redis that is meant. */
function runsOn(redis: BoundRedis): Run {
  return async (lua, { runId }, calls) => {
    const bySha = calls.map((call) => commandOf("evalsha", sha1(lua), call));
    const sent = redis.sendTo(runId, bySha);
    return Promise.all(
      sent.map(async (answer, index) => {
        try {
          return await answer;
        } catch (error) {
          const call = calls[index];
          if (call === undefined || !String(error).includes("NOSCRIPT")) throw error;
          // The first time on this Redis. By now the connection may lead to another one, so this too says which is meant.
          return redis.sendTo(runId, [commandOf("eval", lua, call)])[0];
        }
      }),
    );
  };
}

/** The scripts on a Redis of version 7 or newer, or Valkey. */
export function createRedisScripts(redis: BoundRedis): StockScripts {
  const run = runsOn(redis);
  const callAll = async (
    lua: string,
    space: CacheSpace,
    calls: readonly { readonly id: string; readonly args: Args }[],
  ): Promise<Reply[]> => {
    const { epoch } = space;
    const keyed = calls.map(({ id, args }) => ({
      keys: [guardKey(bucketOf(id)), valueKey(epoch, id), fenceKey(epoch, id)],
      args: [epoch, ...args],
    }));
    return (await run(lua, space, keyed)).map((reply) => replySchema.parse(reply));
  };
  const call = async (lua: string, space: CacheSpace, id: string, args: Args): Promise<Reply> => {
    const [reply] = await callAll(lua, space, [{ id, args }]);
    return replySchema.parse(reply);
  };

  const readKeys = batchedReadsOf(redis);
  const probeProductId = `probe-${randomUUID()}`;
  return {
    read: ({ epoch, runId }, ids) =>
      readKeys(
        runId,
        ids.map((id) => valueKey(epoch, id)),
      ),
    async acquire({ space, productId, token, leaseMs, nowMs }) {
      return acquired(await call(ACQUIRE, space, productId, [token, leaseMs, Math.ceil(nowMs)]));
    },
    async put({ space, productId, token, value, ttlMs }) {
      const [kind] = await call(FILL, space, productId, [token, value, Math.floor(ttlMs)]);
      return kind as FillResult;
    },
    async fence(space, productIds, op, fenceMs) {
      const calls = productIds.map((id) => ({ id, args: [op, fenceMs] }));
      return (await callAll(FENCE, space, calls)).map(fenced);
    },
    async release(space, op, publications) {
      const calls = publications.map((publication) => ({
        id: publication.productId,
        args: releaseArgs(op, publication),
      }));
      return (await callAll(RELEASE, space, calls)).map(([kind]) => kind as ReleaseResult);
    },
    async drop(space, productId, version) {
      await call(DROP, space, productId, [version]);
    },
    async probe(runId) {
      await call(PROBE, { epoch: 0, runId }, probeProductId, []);
    },
    async setGuards({ epoch, runId }, draining) {
      const sets = BUCKET_NUMBERS.map(
        (bucket) => ["set", guardKey(bucket), guardValue(epoch, draining)] as const,
      );
      await Promise.all(redis.sendTo(runId, sets));
    },
    expireOld: (space) =>
      expireOldEpochs(redis, space, { fences: stockKeys.fencePrefix, epochOf: stockKeys.epochOfFence }),
    async openGuards(space) {
      const args = [guardValue(space.epoch, true), guardValue(space.epoch, false)];
      const calls = BUCKET_NUMBERS.map((bucket) => ({ keys: [guardKey(bucket)], args }));
      return (await run(OPEN, space, calls)).every((reply) => reply === 1);
    },
  };
}

const BUCKET_NUMBERS = Array.from({ length: BUCKETS }, (_, bucket) => bucket);

function commandOf(how: "eval" | "evalsha", script: string, { keys, args }: Call): RedisCommand {
  return [how, script, keys.length, ...keys, ...args];
}

const shas = new Map<string, string>();

function sha1(lua: string): string {
  const known = shas.get(lua);
  if (known !== undefined) return known;
  const made = createHash("sha1").update(lua).digest("hex");
  shas.set(lua, made);
  return made;
}

function acquired([kind, more]: Reply): AcquireResult {
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

function fenced([kind, guard]: Reply): FenceResult {
  return kind === "fenced" ? { kind } : { kind: "no_guard", guard: String(guard ?? "") };
}

function releaseArgs(op: string, { version, value, ttlMs }: Publication): Args {
  return [op, version, value ?? "", Math.floor(ttlMs)];
}
