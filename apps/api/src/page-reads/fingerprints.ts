import { createHash } from "node:crypto";

/** Enough that two answers of one read never share it by chance. */
const FINGERPRINT_BYTES = 12;

/** The verbs hand out the same view for as long as nothing about its product changes: each is hashed once. */
const known = new WeakMap<object, string>();

/**
 * A short name of everything that an answer says: the same answer has the same one, another answer another. `value` must
 * not be changed afterwards. A list's is made of those of its items.
 */
export function fingerprintOf(value: object): string {
  const told = known.get(value);
  if (told !== undefined) return told;
  const fingerprint = hashOf(textOf(value));
  known.set(value, fingerprint);
  return fingerprint;
}

function textOf(value: object): string {
  if (!("items" in value) || !Array.isArray(value.items)) return JSON.stringify(value);
  const { items, ...rest } = value;
  const each = (items as readonly object[]).map(fingerprintOf).join(" ");
  return `${each} ${JSON.stringify(rest)}`;
}

function hashOf(text: string): string {
  return createHash("sha1").update(text).digest().subarray(0, FINGERPRINT_BYTES).toString("base64url");
}
