import { PERMISSIONS, type Permission, type Role } from "@scarlet/domain/accounts";

/** The names of roles on the page. */
export const ROLE_COPY: Readonly<Record<Role, string>> = {
  shopper: "Shopper",
  support: "Support",
  inventory: "Inventory",
  admin: "Admin",
};

/** The names of the roles that have a permission: "Inventory and Admin". */
export function rolesThatMay(permission: Permission): string {
  return new Intl.ListFormat("en-IE").format(PERMISSIONS[permission].map((role) => ROLE_COPY[role]));
}
