import type { CacheOutcome } from "@scarlet/domain/catalog";
import { type Actor, idempotencyKeySchema, type Log } from "@scarlet/domain/kernel";
import type { ServiceContext } from "@scarlet/services/context";

/** Everything the verbs need save what belongs to one request: one set per process. */
export type ShopServices = Omit<ServiceContext, "actor" | "signal" | "log" | "seen" | "callerAddress">;

/** What procedures tell about the answer besides its body. Calls of one batch share it. */
export type AnswerNotes = { cache?: CacheOutcome };

/** One request on the wire, as procedures see it. Built by the API process. */
export type ApiContext = {
  readonly services: ShopServices;
  /** Writes with the request's id. */
  readonly log: Log;
  /** Who asks; worked out once per request, and only when asked for. Raises `accounts.unauthenticated` for a forged token. */
  readonly whoAsks: () => Promise<Actor>;
  /** Makes an anonymous browser a guest with a cookie. Anonymous still where no cookie may be set. */
  readonly becomeGuest: () => Promise<Actor>;
  /** The `Idempotency-Key` header; undefined when it is missing or malformed. */
  readonly idempotencyKey: string | undefined;
  readonly notes: AnswerNotes;
  /** From where the request comes: an IPv4 address or an IPv6 network of 64 bits. Forged headers do not move it. */
  readonly callerAddress: string;
  /** The highest stock versions that the client has seen, as it says: it is told nothing older. */
  readonly seen?: ReadonlyMap<string, number> | undefined;
};

/** Reads an `Idempotency-Key` header. A malformed key is none, and the verbs' refusal says how one looks. */
export function readIdempotencyKey(header: string | undefined): string | undefined {
  return idempotencyKeySchema.safeParse(header).data;
}

const WORST_FIRST = ["bypass", "miss", "hit"] as const satisfies readonly CacheOutcome[];

/** Notes how the cache answered. A batch tells the worst of its calls. */
export function noteCache(notes: AnswerNotes, outcome: CacheOutcome): void {
  const told = [outcome, notes.cache];
  notes.cache = WORST_FIRST.find((each) => told.includes(each)) ?? outcome;
}
