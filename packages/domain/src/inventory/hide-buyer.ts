import type { MovementView } from "./schema.ts";

/** Whether a list leaves out who bought. Not set: it shows them. */
export type BuyerVisibility = { readonly hideBuyers?: boolean };

/** A movement for readers who may not see buyers: the name of the order's owner is replaced by "Buyer". */
export function hideBuyer<M extends MovementView>(movement: M, ownerKey: string | undefined): M {
  const { kind, id } = movement.actor;
  return `${kind}:${id}` === ownerKey
    ? { ...movement, actor: { ...movement.actor, name: "Buyer" } }
    : movement;
}
