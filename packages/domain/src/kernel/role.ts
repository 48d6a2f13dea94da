/** What a signed-in person is to the shop. "Staff" means the last three. */
export const ROLES = ["shopper", "support", "inventory", "admin"] as const;
export type Role = (typeof ROLES)[number];
