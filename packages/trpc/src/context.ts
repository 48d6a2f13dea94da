import { type CacheOutcome, worstOf } from "@scarlet/domain/catalog";
import { type Actor, idempotencyKeySchema, type Log } from "@scarlet/domain/kernel";
import type { ServiceContext } from "@scarlet/services/context";
import type { ListenToStock } from "./inventory/stock-listening.ts";

/** Everything the verbs need save what belongs to one request: one set per process. */
export type ShopServices = Omit<
  ServiceContext,
  "actor" | "signal" | "log" | "seen" | "callerAddress" | "guestId"
>;

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
  /** The guest whose cookie the caller's browser has, signed in or not. */
  readonly guestId?: (() => string | undefined) | undefined;
  /** The key in the `Idempotency-Key` header; undefined when it is missing or malformed. */
  readonly idempotencyKey: string | undefined;
  /** Such a header came and holds no key: every write is refused, because its caller means to be able to repeat it. */
  readonly isKeyMalformed: boolean;
  readonly notes: AnswerNotes;
  readonly listenToStock: ListenToStock;
  /** The request came by WebSocket, where only subscriptions are answered. */
  readonly isSocket?: boolean | undefined;
  /** From where the request comes: an IPv4 address or an IPv6 network of 64 bits. Forged headers do not move it. */
  readonly callerAddress: string;
  /** The highest stock versions that the client has seen, as it says: it is told nothing older. */
  readonly seen?: ReadonlyMap<string, number> | undefined;
};

/** A string as structured fields write it (RFC 8941): in double quotes, with a backslash before those and itself. */
const QUOTED_STRING = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/;

/**
 * Reads an `Idempotency-Key` header: a key as it is, or in double quotes as the IETF draft has it. Both spellings are the
 * same key.
 */
export function readIdempotencyKey(
  header: string | undefined,
): Pick<ApiContext, "idempotencyKey" | "isKeyMalformed"> {
  if (header === undefined) return { idempotencyKey: undefined, isKeyMalformed: false };
  const text = header.trim();
  const quoted = QUOTED_STRING.exec(text)?.[1]?.replaceAll(/\\(["\\])/g, "$1");
  const { data } = idempotencyKeySchema.safeParse(quoted ?? text);
  return { idempotencyKey: data, isKeyMalformed: data === undefined };
}

/** Notes how the cache answered. A batch tells the worst of its calls. */
export function noteCache(notes: AnswerNotes, outcome: CacheOutcome): void {
  notes.cache = notes.cache === undefined ? outcome : worstOf([outcome, notes.cache]);
}
