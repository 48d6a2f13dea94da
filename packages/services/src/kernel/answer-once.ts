import { createHash } from "node:crypto";
import { actorKey, type Intent, idempotencyKeyRequired, idempotencyKeyReused } from "@scarlet/domain/kernel";
import type { ServiceContext } from "../context/index.ts";

/** A write that its caller may send again. */
export type IdempotentRequest<R> = {
  /** Names the verb, such as `orders.place`. Stored with each answer, so it never changes. */
  readonly route: string;
  /** The caller's idempotency key. */
  readonly key: string | undefined;
  /** What is asked for. The same key with another input is refused. */
  readonly input: unknown;
  /** Makes an answer again from the JSON that was stored. */
  readonly revive: (stored: unknown) => R;
  /** What else must hold before anything is answered, looked up beside the key. What it raises is raised. */
  readonly alongside?: Promise<unknown>;
  /** What a repeated request is answered, when that is not the stored answer as it is. */
  readonly onRepeat?: (answer: R) => R | Promise<R>;
};

/**
 * Answers a write once for each intent: the same actor, route and key. A repeated request gets the answer of the first
 * and `write` does not run. Otherwise `write` runs, and must store its answer with the intent in the transaction of its
 * effect, as the stock lane does; the lane also catches a repeat that arrives while the first is still running.
 * Raises `idempotency.key_required`, `idempotency.key_reused`, and what `write` raises.
 */
export async function answerOnce<R>(
  ctx: Pick<ServiceContext, "actor" | "idempotency">,
  request: IdempotentRequest<R>,
  write: (intent: Intent) => Promise<R>,
): Promise<R> {
  const { route, key, input, revive, alongside, onRepeat = (answer) => answer } = request;
  if (key === undefined) {
    await alongside;
    throw idempotencyKeyRequired();
  }
  const intent = { id: `${actorKey(ctx.actor)}|${route}|${key}`, requestHash: hashOf(input) };
  const [known] = await Promise.all([ctx.idempotency.find(intent.id), alongside]);
  if (known === null) return write(intent);
  if (known.requestHash !== intent.requestHash) throw idempotencyKeyReused();
  return onRepeat(revive(known.result));
}

/** The same input with its fields in another order has the same hash. */
function hashOf(input: unknown): string {
  return createHash("sha256").update(JSON.stringify(input, withSortedFields)).digest("hex");
}

function withSortedFields(_: string, value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
