/** A new key for one intent. Retries of an intent must send the same key, so keep it until the answer is known. */
export function newIdempotencyKey(): string {
  // Not randomUUID: browsers offer that only on https and localhost.
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
