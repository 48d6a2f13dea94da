import { createHash } from "node:crypto";

const hashed = (password: string): string =>
  `quick:${createHash("sha256").update(password).digest("base64url")}`;

/**
 * Keeps passwords in microseconds, for tests of what stands around them. What keeps them in the shop takes a tenth of a
 * second of processor for each, on purpose.
 */
export const quickPasswords = {
  hash: (password: string): Promise<string> => Promise.resolve(hashed(password)),
  verify: ({ hash, password }: { readonly hash: string; readonly password: string }): Promise<boolean> =>
    Promise.resolve(hash === hashed(password)),
};
