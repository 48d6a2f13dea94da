import type { SignInTries } from "@scarlet/adapters/accounts";
import { tooManyTries } from "@scarlet/domain/accounts";
import { oneAtATime } from "./one-at-a-time.ts";

/** Lets tries of one account through, one after another, until five were wrong. */
export type SignInGate = (email: string, attempt: () => Promise<Response>) => Promise<Response>;

/**
 * Tries of one account run one at a time, so that a burst of guesses cannot all pass before the first is counted; right
 * ones only wait for each other's password check. Raises `accounts.too_many_tries`.
 */
export function createSignInGate(tries: SignInTries): SignInGate {
  const inTurn = oneAtATime();
  return (email, attempt) =>
    inTurn(email, async () => {
      const pausedMs = await tries.pausedMs(email);
      if (pausedMs > 0) throw tooManyTries(Math.ceil(pausedMs / 1000));
      const answer = await attempt();
      if (answer.status === 401) await tries.failed(email);
      else if (answer.ok) await tries.succeeded(email);
      return answer;
    });
}
