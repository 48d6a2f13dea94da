import { createHash } from "node:crypto";
import type { Log } from "@scarlet/domain/kernel";
import type { Redis } from "ioredis";

/** This many wrong tries in a row pause an account. */
const TRIES = 5;
/** The pause, and how long a wrong try is remembered. */
const PAUSE_MS = 60_000;
/** Above this many accounts the process forgets those whose time is over. */
const TIDY_ABOVE = 10_000;

/** Counts wrong sign-ins per account: existing or not, by the address that was typed. */
export interface SignInTries {
  /** How long this account is paused yet, in milliseconds; 0 when it is not. */
  pausedMs(email: string): Promise<number>;
  /** Counts a wrong try. */
  failed(email: string): Promise<void>;
  /** A right one: earlier wrong ones are forgotten. */
  succeeded(email: string): Promise<void>;
}

export type SignInTriesOptions = {
  /** Shared by all API processes. Null, or not answering: each process counts alone. */
  readonly redis: Redis | null;
  readonly log: Log;
  /** A clock that never steps, in milliseconds. */
  readonly monotonicMs?: () => number;
};

/** Five wrong tries of an account pause it for a minute, in all processes that share a Redis. */
export function createSignInTries(options: SignInTriesOptions): SignInTries {
  const own = countInProcess(options.monotonicMs ?? (() => performance.now()));
  const { redis, log } = options;

  /** Redis only widens what this process knows by itself, so a failure of it is told and passed over. */
  async function shared<T>(ask: (client: Redis) => Promise<T>): Promise<T | undefined> {
    if (redis === null) return undefined;
    try {
      return await ask(redis);
    } catch (error) {
      log.warn({ reason: String(error) }, "wrong sign-ins are counted in this process only");
      return undefined;
    }
  }

  return {
    async pausedMs(email) {
      const key = keyOf(email);
      const [count, leftMs] =
        (await shared((client) => Promise.all([client.get(key), client.pttl(key)]))) ?? [];
      return Math.max(own.pausedMs(key), Number(count ?? 0) >= TRIES ? Math.max(0, leftMs ?? 0) : 0);
    },
    async failed(email) {
      const key = keyOf(email);
      own.failed(key);
      await shared((client) => client.multi().incr(key).pexpire(key, PAUSE_MS).exec());
    },
    async succeeded(email) {
      const key = keyOf(email);
      own.succeeded(key);
      await shared((client) => client.del(key));
    },
  };
}

/** The address itself is nobody's business in Redis. */
function keyOf(email: string): string {
  return `scarlet:tries:${createHash("sha256").update(email.toLowerCase()).digest("base64url")}`;
}

function countInProcess(monotonicMs: () => number) {
  const counts = new Map<string, { count: number; until: number }>();
  const alive = (key: string) => {
    const known = counts.get(key);
    return known && known.until > monotonicMs() ? known : undefined;
  };
  const tidy = () => {
    if (counts.size <= TIDY_ABOVE) return;
    for (const key of counts.keys()) if (!alive(key)) counts.delete(key);
  };
  return {
    pausedMs(key: string): number {
      const known = alive(key);
      return known && known.count >= TRIES ? known.until - monotonicMs() : 0;
    },
    failed(key: string): void {
      counts.set(key, { count: (alive(key)?.count ?? 0) + 1, until: monotonicMs() + PAUSE_MS });
      tidy();
    },
    succeeded(key: string): void {
      counts.delete(key);
    },
  };
}
