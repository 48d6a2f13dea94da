import { createHash } from "node:crypto";
import type { SignInTries, TryCounter } from "@scarlet/adapters/accounts";
import { tooManyTries } from "@scarlet/domain/accounts";
import { createKeyedQueue } from "./keyed-queue.ts";

const MINUTE_MS = 60_000;

/** The limits of wrong sign-in attempts, with their reasons. */
export const TRY_LIMITS = {
  /** Of one account from one address, or from one browser that was in before. Five are enough for a typing mistake. */
  ownTries: { tries: 5, longestPauseMs: 15 * MINUTE_MS },
  /**
   * Of one account from all addresses together, browsers that were in before left out: whoever guesses through many addresses gets a
   * hundred tries between pauses. Its pauses do not grow, or many addresses could keep a new browser of the owner out for long.
   */
  allTries: { tries: 100, longestPauseMs: MINUTE_MS },
} as const;

/** An attempt to sign in. */
export type SignInTry = {
  /** As typed; need not exist. */
  readonly email: string;
  /** Where the request comes from. */
  readonly address: string;
  /** The browser, when it was in this account before; else null. */
  readonly device: string | null;
};

/** Admits attempts until too many were wrong; attempts with the same counter run one at a time. */
export type SignInLimiter = (who: SignInTry, attempt: () => Promise<Response>) => Promise<Response>;

export type SignInLimiterParts = {
  readonly tries: SignInTries;
  /** Called when an account is blocked for all but known browsers. */
  readonly onAllPaused: (who: SignInTry) => void;
};

/**
 * Wrong tries are counted by account and address, so that nobody keeps anybody else out; a browser that was in before is counted by
 * itself and passes whatever others do. Tries that are counted together run one at a time, so that a burst of guesses cannot all pass
 * before the first is counted. Raises `accounts.too_many_tries`.
 */
export function createSignInLimiter({ tries, onAllPaused }: SignInLimiterParts): SignInLimiter {
  const inTurn = createKeyedQueue();
  return (who, attempt) => {
    const { own, all } = countersOf(who);
    const counters = all === null ? [own] : [own, all];
    return inTurn(own.key, async () => {
      const pausedMs = await tries.pausedMs(counters);
      if (pausedMs > 0) throw tooManyTries(Math.ceil(pausedMs / 1000));
      const answer = await attempt();
      if (answer.status === 401) {
        const paused = await tries.failed(counters);
        if (all !== null && paused.includes(all)) onAllPaused(who);
      } else if (answer.ok) await tries.succeeded([own]);
      return answer;
    });
  };
}

function countersOf({ email, address, device }: SignInTry): { own: TryCounter; all: TryCounter | null } {
  const account = hashed(email.toLowerCase());
  if (device !== null)
    return { own: { key: hashed(account, "browser", device), ...TRY_LIMITS.ownTries }, all: null };
  return {
    own: { key: hashed(account, "address", address), ...TRY_LIMITS.ownTries },
    all: { key: account, ...TRY_LIMITS.allTries },
  };
}

/** Mail and network addresses are hashed before they go to Redis. */
function hashed(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("base64url");
}
