import type { Log } from "@scarlet/domain/kernel";
import { Redis } from "ioredis";
import { BoundRedis } from "./bound-client.ts";
import { keepConnecting } from "./keep-connecting.ts";
import { type OneRedis, oneRedis } from "./one-redis.ts";
import { readRedisUrl } from "./redis-url.ts";

/** The shop's Redis, for as long as the process lives. Every command fails at once while it cannot be reached. */
export type RedisLink = {
  readonly client: BoundRedis;
  /** Which Redis is behind the connection, null while that is not known: a restarted or promoted one is another. */
  readonly runId: () => string | null;
  readonly isUsable: () => boolean;
  /** The name of a channel as this shop has it; the client does not complete it by itself, as it does with keys. */
  readonly channel: (name: string) => string;
  /** The Redis behind the present connection, and no other that may come after it; null while it is not known. */
  readonly present: () => OneRedis | null;
  /**
   * Another connection, for one that listens and so can do nothing else. It waits for Redis as long as it takes, comes
   * back by itself and is ended by whoever asked for it.
   */
  readonly openSubscriber: () => Redis;
  readonly close: () => Promise<void>;
};

export type RedisOptions = {
  /** One Redis, or the Sentinels that know it: see `redisUrlSchema`. */
  readonly url: string;
  readonly log: Log;
  /** What every key begins with, and every channel; nothing unless told. */
  readonly keyPrefix?: string;
  /** How long to wait for the first connection before going on without one, 2 s unless told. */
  readonly firstWaitMs?: number;
  /**
   * How long to wait for an answer before it counts as none, 250 ms unless told; time in which this process itself was
   * held up does not count.
   */
  readonly answerWithinMs?: number;
};

const ANSWER_WITHIN_MS = 250;
const LONGEST_PAUSE_MS = 1_000;
const CONNECT_WITHIN_MS = 2_000;
/** A Sentinel that does not answer in time is passed over for the next one. */
const SENTINEL_ANSWERS_WITHIN_MS = 1_000;

/**
 * Connects, and connects again whenever the connection is lost. Never raises for Redis' sake: the shop sells without; only
 * an address that cannot be read is an error.
 * Nothing is queued and nothing is sent twice, because what waited out an outage would arrive when it is no longer true.
 */
export async function connectRedis(options: RedisOptions): Promise<RedisLink> {
  const { url, log, keyPrefix = "", firstWaitMs = 2_000, answerWithinMs = ANSWER_WITHIN_MS } = options;
  const address = {
    ...readRedisUrl(url),
    connectTimeout: CONNECT_WITHIN_MS,
    retryStrategy: pauseMs,
    sentinelRetryStrategy: pauseMs,
    sentinelCommandTimeout: SENTINEL_ANSWERS_WITHIN_MS,
    // The Sentinels tell of a new master at once; the old one may answer for a while yet.
    failoverDetector: true,
  };
  const client = new BoundRedis(answerWithinMs, {
    ...address,
    lazyConnect: true,
    keyPrefix,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    enableAutoPipelining: false,
  });
  keepConnecting(client);
  let isDown = false;

  const told = new Promise<void>((resolve) => {
    client.on("ready", async () => {
      await askWho(client, log);
      if (isDown) log.info({}, "Redis answers again");
      isDown = false;
      resolve();
    });
    client.on("error", (error: unknown) => {
      // Reported at every try to connect; the first one tells it all.
      if (!isDown) log.warn({ reason: String(error) }, "Redis does not answer; reading from the database");
      isDown = true;
    });
  });
  client.connect().catch(() => undefined); // the "error" event has told it
  await Promise.race([told, after(firstWaitMs)]);
  return {
    client,
    runId: () => client.runId,
    isUsable: () => client.runId !== null,
    channel: (name) => keyPrefix + name,
    present: () => (client.runId === null ? null : oneRedis(client, client.runId)),
    openSubscriber: () => {
      const subscriber = new Redis({ ...address, autoResubscribe: false, maxRetriesPerRequest: null });
      keepConnecting(subscriber);
      // The first connection tells of it.
      subscriber.on("error", () => undefined);
      return subscriber;
    },
    close: async () => {
      client.disconnect();
    },
  };
}

function pauseMs(times: number): number {
  return Math.min(LONGEST_PAUSE_MS, times * 50);
}

async function askWho(client: BoundRedis, log: Log): Promise<void> {
  try {
    const told = await client.identify();
    if ("problem" in told) log.warn({ reason: told.problem }, "this Redis cannot be used");
  } catch (error) {
    log.warn({ reason: String(error) }, "Redis did not say who it is; it is not used until it does");
  }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
