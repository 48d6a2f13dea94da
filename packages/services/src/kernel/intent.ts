import { createHash } from "node:crypto";
import { actorKey, type Intent, idempotencyKeyRequired, idempotencyKeyReused } from "@scarlet/domain/kernel";
import type { ServiceContext } from "../context/index.ts";

/**
 * The intent of a write: the same actor, route and key mean the same intent; `input` tells whether it also asks for the
 * same. Raises `idempotency.key_required`.
 */
export function intentOf(
  ctx: Pick<ServiceContext, "actor">,
  route: string,
  key: string | undefined,
  input: unknown,
): Intent {
  if (key === undefined) throw idempotencyKeyRequired();
  return { id: `${actorKey(ctx.actor)}|${route}|${key}`, requestHash: hashOf(input) };
}

/** What was answered to this intent before; undefined when it is new. Raises `idempotency.key_reused`. */
export async function remembered<R>(
  ctx: Pick<ServiceContext, "idempotency">,
  intent: Intent,
  revive: (stored: unknown) => R,
): Promise<R | undefined> {
  const record = await ctx.idempotency.find(intent.id);
  if (record === null) return undefined;
  if (record.requestHash !== intent.requestHash) throw idempotencyKeyReused();
  return revive(record.result);
}

function hashOf(input: unknown): string {
  return createHash("sha256").update(JSON.stringify(input, sorted)).digest("hex");
}

/** The same input in another order of its fields is the same input. */
function sorted(_: string, value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
