import { PERMISSIONS, type Permission, type Role } from "@scarlet/domain/accounts";

/** How roles are called on screens. */
export const ROLE_COPY: Readonly<Record<Role, string>> = {
  shopper: "Shopper",
  support: "Support",
  inventory: "Inventory",
  admin: "Admin",
};

/** Who may do something: "Inventory and Admin". */
export function rolesThatMay(permission: Permission): string {
  return new Intl.ListFormat("en-IE").format(PERMISSIONS[permission].map((role) => ROLE_COPY[role]));
}
