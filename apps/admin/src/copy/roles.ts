import { PERMISSIONS, type Permission, type Role } from "@scarlet/domain/accounts";
import { language } from "./language.ts";

const NAMES: Readonly<Record<Role, string>> = {
  shopper: "Shopper",
  support: "Support",
  inventory: "Inventory",
  admin: "Admin",
};

/** The names of roles on the page. */
export const rolesCopy = {
  name: (role: Role): string => NAMES[role],

  /** The names of the roles that have a permission: "Inventory and Admin". */
  thatMay: (permission: Permission): string =>
    new Intl.ListFormat(language.numbers).format(PERMISSIONS[permission].map((role) => NAMES[role])),
} as const;
