import type { MovementView } from "./schema.ts";

/** Whether a list tells who bought. Left out: it does. */
export type BuyerVisibility = { readonly hideBuyers?: boolean };

/** A movement as it is told to who may not know buyers: what the order's own buyer did has no name. */
export function hideBuyer<M extends MovementView>(movement: M, ownerKey: string | undefined): M {
  const { kind, id } = movement.actor;
  return `${kind}:${id}` === ownerKey
    ? { ...movement, actor: { ...movement.actor, name: "Buyer" } }
    : movement;
}
