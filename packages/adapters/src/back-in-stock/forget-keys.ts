import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { type ForgetKeys, REQUEST_LIFETIME_DAYS } from "@scarlet/domain/back-in-stock";
import { idSchema } from "@scarlet/domain/kernel";
import { z } from "zod";

const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;
const LIFETIME_MS = REQUEST_LIFETIME_DAYS * 24 * 60 * 60_000;
const PURPOSE = "back-in-stock forget key";

const sealedSchema = z.object({
  what: z.union([
    z.strictObject({ kind: z.literal("request"), id: idSchema }),
    z.strictObject({ kind: z.literal("address"), address: z.string() }),
  ]),
  endMs: z.int(),
});

export type ForgetKeysOptions = {
  readonly secret: string;
  /** Milliseconds since 1970. */
  readonly nowMs?: () => number;
};

/** Keys that are encrypted and signed at once (AES-GCM): a link with one tells no address to whoever sees it. */
export function createForgetKeys({ secret, nowMs = Date.now }: ForgetKeysOptions): ForgetKeys {
  // A key of its own, so that nothing else made with the secret can pass for one of these.
  const key = createHmac("sha256", secret).update(PURPOSE).digest();
  return {
    seal(what) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, key, iv);
      const text = JSON.stringify({ what, endMs: nowMs() + LIFETIME_MS });
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url");
    },
    open(text) {
      const opened = sealedSchema.safeParse(decrypted(key, Buffer.from(text, "base64url"))).data;
      return opened !== undefined && opened.endMs > nowMs() ? opened.what : null;
    },
  };
}

function decrypted(key: Buffer, bytes: Buffer): unknown {
  const [iv, tag] = [bytes.subarray(0, IV_BYTES), bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES)];
  if (tag.length < TAG_BYTES) return undefined;
  try {
    const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES }).setAuthTag(tag);
    const sealed = bytes.subarray(IV_BYTES + TAG_BYTES);
    return JSON.parse(Buffer.concat([decipher.update(sealed), decipher.final()]).toString("utf8"));
  } catch {
    // Not made by this shop, or changed on its way.
    return undefined;
  }
}
