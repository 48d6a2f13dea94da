import type { Role } from "@scarlet/domain/accounts";
import type { Actor } from "@scarlet/domain/kernel";

/** A shopper with an account. */
export function user(id = "marta", role: Role = "shopper"): Actor {
  return { kind: "user", id, name: id, email: `${id}@example.com`, role };
}

/** A member of staff. */
export function staff(role: Role): Actor {
  return user(`${role}-person`, role);
}

/** A visitor without an account. */
export function guest(id = "g1"): Actor {
  return { kind: "guest", id };
}
