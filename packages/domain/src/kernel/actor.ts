import { z } from "zod";
import type { Role } from "./role.ts";

/** What somebody may do who has the links of guests' orders, as these guests got them by mail. */
type LinkHolder = {
  /** The orders that were opened so; absent: none. */
  readonly openedOrders?: ReadonlySet<string>;
};

/** Who is asking. Made from a session, a token or a signed cookie by the API; never from a request's body. */
export type Actor =
  | ({
      readonly kind: "user";
      readonly id: string;
      readonly name: string;
      readonly email: string;
      readonly role: Role;
    } & LinkHolder)
  | ({ readonly kind: "guest"; readonly id: string } & LinkHolder)
  | { readonly kind: "system"; readonly name: string }
  | { readonly kind: "anonymous" };

/** How an actor is written into the ledger and onto timelines. Never null: somebody always did it. */
export const actorRefSchema = z.object({
  kind: z.enum(["user", "guest", "token", "system"]),
  id: z.string(),
  name: z.string(),
});
export type ActorRef = z.infer<typeof actorRefSchema>;

/** The housekeeper: seeding, sweeping, repairing. */
export const SYSTEM_ACTOR: Actor = { kind: "system", name: "Scarlet" };

/** Writes an actor down for the ledger. */
export function actorRef(actor: Actor): ActorRef {
  switch (actor.kind) {
    case "user":
      return { kind: "user", id: actor.id, name: actor.name };
    case "guest":
      return { kind: "guest", id: actor.id, name: "Guest" };
    case "system":
      return { kind: "system", id: "system", name: actor.name };
    case "anonymous":
      return { kind: "guest", id: "anonymous", name: "Guest" };
  }
}

/** The scope that an actor's idempotency keys and carts live in. */
export function actorKey(actor: Actor): string {
  return actor.kind === "user" || actor.kind === "guest" ? `${actor.kind}:${actor.id}` : actor.kind;
}
