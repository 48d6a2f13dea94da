import type { Role } from "../kernel/index.ts";

const STAFF = ["support", "inventory", "admin"] as const satisfies readonly Role[];

/** Which roles may do what beyond their own orders: the table of docs/access.md, as data. */
export const PERMISSIONS = {
  "stock.read": STAFF,
  "stock.adjust": ["inventory", "admin"],
  "cache.purge": ["inventory", "admin"],
  "cache.switch": ["admin"],
  "orders.read_all": STAFF,
  /** Who bought, and where it goes. The stockroom packs by number and lines; it needs neither names nor addresses. */
  "orders.read_contact": ["support", "admin"],
  "mail.read": ["support", "admin"],
  "mail.retry": ["support", "admin"],
  "orders.fulfil": STAFF,
  "orders.cancel_any": ["support", "admin"],
  "orders.pay_any": ["admin"],
  "orders.extend_any": ["admin"],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof PERMISSIONS;

/** Whether a role may do this. */
export function roleMay(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}

/** Whether a role works for the shop. */
export function isStaff(role: Role): boolean {
  return (STAFF as readonly Role[]).includes(role);
}
