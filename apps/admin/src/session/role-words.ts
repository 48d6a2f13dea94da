import type { Role } from "@scarlet/domain/accounts";

/** How roles are called on screens. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  shopper: "Shopper",
  support: "Support",
  inventory: "Inventory",
  admin: "Admin",
};
