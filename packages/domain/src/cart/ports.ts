import type { Cart, CartItem } from "./schema.ts";

/** Carts by owner. A cart that was never written reads as empty. */
export interface CartStore {
  read(ownerKey: string): Promise<Cart>;
  /**
   * Changes a cart by a pure function of its present content; repeats when another request was quicker. `addKey`, when
   * given, makes the change count once: a cart that already carries it is returned unchanged.
   */
  change(
    ownerKey: string,
    change: (items: readonly CartItem[]) => readonly CartItem[],
    addKey?: string,
  ): Promise<Cart>;
}
