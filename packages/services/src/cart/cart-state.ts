import { createHash } from "node:crypto";
import type { Cart } from "@scarlet/domain/cart";

/** A word for what a cart is now: of this owner, in this version. Whoever acts on a cart says it back. */
export function cartStateOf({ ownerKey, version }: Pick<Cart, "ownerKey" | "version">): string {
  return createHash("sha256").update(`${ownerKey} ${version}`).digest("base64url").slice(0, 22);
}
