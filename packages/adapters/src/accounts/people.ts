import { ROLES, type Role } from "@scarlet/domain/accounts";
import { type AuthOptions, betterAuthOf, type Person } from "./auth.ts";
import { createDatabaseWatch } from "./database-watch.ts";

/** A person as the shop keeps them. */
export type KeptPerson = Omit<Person, "name"> & { readonly name: string; readonly hasPassword: boolean };

/** The people of the shop, for those who may change who they are. */
export interface People {
  /** Null: nobody has this address. */
  find(email: string): Promise<KeptPerson | null>;
  /** Whether somebody has this address; cheaper than `find`. Raises `service.unavailable` when the database is away. */
  isTaken(email: string): Promise<boolean>;
  /** People with this role, in no particular order. */
  withRole(role: Role, limit: number): Promise<readonly Person[]>;
  /** Makes a person who can sign in at once. Gives their id. */
  make(person: Omit<Person, "id"> & { readonly password: string }): Promise<string>;
  /** The role, the password or both; every session of theirs ends. */
  change(id: string, change: { readonly role?: Role; readonly password?: string }): Promise<void>;
}

/** People in the sign-in library's own collections. */
export function createPeople(options: AuthOptions): People {
  const absence = createDatabaseWatch();
  const { database } = options;
  const context = betterAuthOf({
    ...options,
    database: typeof database === "function" ? absence.watch(database) : database,
  }).$context;
  const read = (user: { id: string; name: string; email: string; role?: unknown }): Person => ({
    id: user.id,
    name: user.name,
    email: user.email,
    role: ROLES.find((known) => known === user.role) ?? "shopper",
  });
  return {
    async find(email) {
      const { internalAdapter } = await context;
      const found = await internalAdapter.findUserByEmail(email.toLowerCase(), { includeAccounts: true });
      if (found === null) return null;
      const hasPassword = found.accounts.some(({ providerId }) => providerId === "credential");
      return { ...read(found.user), hasPassword };
    },
    async isTaken(email) {
      const { internalAdapter } = await context;
      const found = await absence.ask(() => internalAdapter.findUserByEmail(email.toLowerCase()));
      return found !== null;
    },
    async withRole(role, limit) {
      const { adapter } = await context;
      const where = [{ field: "role", value: role }];
      const users = await adapter.findMany<{ id: string; name: string; email: string }>({
        model: "user",
        where,
        limit,
      });
      return users.map(read);
    },
    async make({ email, name, role, password }) {
      const { internalAdapter, password: passwords } = await context;
      const hash = await passwords.hash(password);
      const user = await internalAdapter.createUser(
        { email: email.toLowerCase(), name, role, emailVerified: false },
        { method: "email-password" },
      );
      await internalAdapter.linkAccount({
        userId: user.id,
        providerId: "credential",
        accountId: user.id,
        password: hash,
      });
      return user.id;
    },
    async change(id, { role, password }) {
      const { internalAdapter, password: passwords } = await context;
      if (password !== undefined) {
        const hash = await passwords.hash(password);
        if ((await internalAdapter.findCredentialAccount(id)) === null)
          await internalAdapter.linkAccount({
            userId: id,
            providerId: "credential",
            accountId: id,
            password: hash,
          });
        else await internalAdapter.updatePassword(id, hash);
      }
      if (role !== undefined) await internalAdapter.updateUser(id, { role });
      await internalAdapter.deleteUserSessions(id);
    },
  };
}
