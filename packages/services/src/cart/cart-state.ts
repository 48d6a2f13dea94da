import { createHash } from "node:crypto";
import type { Cart } from "@scarlet/domain/cart";

/** A token for the present state of a cart: of this owner, in this version. A checkout names the state that its page showed. */
export function cartStateOf({ ownerKey, version }: Pick<Cart, "ownerKey" | "version">): string {
  return createHash("sha256").update(`${ownerKey} ${version}`).digest("base64url").slice(0, 22);
}
