import { forbidden, type Permission, roleMay, unauthenticated } from "@scarlet/domain/accounts";
import { type Actor, actorKey } from "@scarlet/domain/kernel";

/** Whether the matrix lets this actor do this. The shop's own housekeeping may do everything. */
export function may(actor: Actor, permission: Permission): boolean {
  if (actor.kind === "system") return true;
  return actor.kind === "user" && roleMay(actor.role, permission);
}

/** Lets only those pass who may. Raises `accounts.unauthenticated`, `accounts.forbidden`. */
export function authorize(actor: Actor, permission: Permission): void {
  if (may(actor, permission)) return;
  throw actor.kind === "user" ? forbidden(permission) : unauthenticated();
}

/** The key under which an actor owns carts and orders. Raises `accounts.unauthenticated` for nobody in particular. */
export function ownerKeyOf(actor: Actor): string {
  if (actor.kind !== "user" && actor.kind !== "guest") throw unauthenticated();
  return actorKey(actor);
}
