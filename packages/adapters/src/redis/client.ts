import type { Log } from "@scarlet/domain/kernel";
import { Redis } from "ioredis";
import { PatientRedis } from "./patient-client.ts";

/** The shop's Redis, for as long as the process lives. Every command fails at once while it cannot be reached. */
export type RedisLink = {
  readonly client: Redis;
  /** The id of the Redis process behind the connection, null while there is none: a restarted Redis has another. */
  readonly runId: () => string | null;
  readonly isUsable: () => boolean;
  /**
   * Another connection, for one that listens and so can do nothing else. It waits for Redis as long as it takes, comes
   * back by itself and is ended by whoever asked for it.
   */
  readonly openEar: () => Redis;
  readonly close: () => Promise<void>;
};

export type RedisOptions = {
  readonly url: string;
  readonly log: Log;
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

/**
 * Connects, and connects again whenever the connection is lost. Never raises for Redis' sake: the shop sells without.
 * Nothing is queued and nothing is sent twice, because what waited out an outage would arrive when it is no longer true.
 */
export async function connectRedis(options: RedisOptions): Promise<RedisLink> {
  const { url, log, firstWaitMs = 2_000, answerWithinMs = ANSWER_WITHIN_MS } = options;
  const client = new PatientRedis(url, answerWithinMs, {
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2_000,
    retryStrategy: pauseMs,
    enableAutoPipelining: false,
  });
  let runId: string | null = null;
  let isDown = false;

  const told = new Promise<void>((resolve) => {
    client.on("ready", async () => {
      runId = await readRunId(client, log);
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
  client.on("close", () => {
    runId = null;
  });
  client.connect().catch(() => undefined); // the "error" event has told it
  await Promise.race([told, after(firstWaitMs)]);
  return {
    client,
    runId: () => (client.status === "ready" ? runId : null),
    isUsable: () => client.status === "ready" && runId !== null,
    openEar: () => {
      const ear = new Redis(url, {
        autoResubscribe: false,
        maxRetriesPerRequest: null,
        retryStrategy: pauseMs,
      });
      // The first connection tells of it.
      ear.on("error", () => undefined);
      return ear;
    },
    close: async () => {
      client.disconnect();
    },
  };
}

function pauseMs(times: number): number {
  return Math.min(LONGEST_PAUSE_MS, times * 50);
}

async function readRunId(client: Redis, log: Log): Promise<string | null> {
  try {
    return /run_id:([0-9a-f]+)/.exec(await client.info("server"))?.[1] ?? null;
  } catch (error) {
    log.warn({ reason: String(error) }, "Redis did not tell its run id; it is not used until it does");
    return null;
  }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
