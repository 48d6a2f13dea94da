import type { People, StaffChanges } from "@scarlet/adapters/accounts";
import { isStaff, type Role } from "@scarlet/domain/accounts";
import { DomainError } from "@scarlet/domain/kernel";

/** Long enough to withstand guessing at the rate that sign-in allows. */
export const STAFF_PASSWORD_LENGTH = 12;

export type StaffAccounts = {
  readonly people: People;
  readonly changes: StaffChanges;
  /** Who makes the change, for the audit record. */
  readonly by: string;
  readonly now: () => Date;
};

export type NewStaff = {
  readonly email: string;
  readonly name: string;
  readonly role: Exclude<Role, "shopper">;
  readonly password: string;
};

/**
 * Makes somebody staff: a new account, or the one that is there already. In both cases the password is the one given here and every
 * session ends: whoever signed up with the address before must not become staff by it. Gives the role that the person had.
 */
export async function addStaff(
  { people, changes, by, now }: StaffAccounts,
  staff: NewStaff,
): Promise<Role | null> {
  const { email, name, role, password } = staff;
  const known = await people.find(email);
  // Recorded first: a change without a record is worse than a record of a change that failed.
  const write = (userId: string) =>
    changes.record({ at: now(), by, userId, email, from: known?.role ?? null, to: role });
  if (known === null) {
    await write("new");
    await people.make({ email, name, role, password });
  } else {
    await write(known.id);
    await people.change(known.id, { role, password });
  }
  return known?.role ?? null;
}

/** Removes a person's staff role and ends their sessions. Raises `accounts.not_staff`. */
export async function removeStaff({ people, changes, by, now }: StaffAccounts, email: string): Promise<Role> {
  const known = await people.find(email);
  if (known === null || !isStaff(known.role)) throw notStaff(email);
  await changes.record({ at: now(), by, userId: known.id, email, from: known.role, to: "shopper" });
  await people.change(known.id, { role: "shopper" });
  return known.role;
}

function notStaff(email: string): DomainError {
  return new DomainError(
    "accounts.not_staff",
    "not_found",
    `${email} works for nobody here: there is no such account with a role of staff.`,
  );
}
