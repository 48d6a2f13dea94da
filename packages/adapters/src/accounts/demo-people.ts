import type { Role } from "@scarlet/domain/accounts";
import { type AuthOptions, betterAuthOf } from "./auth.ts";

/** The demo logins' one password. */
export const DEMO_PASSWORD = "scarlet-demo";

export const DEMO_PEOPLE = [
  { email: "shopper@example.com", name: "Marta Lindqvist", role: "shopper" },
  { email: "inventory@example.com", name: "Ines Moreau", role: "inventory" },
  { email: "admin@example.com", name: "Adam Novak", role: "admin" },
] as const satisfies readonly { email: string; name: string; role: Role }[];

const PASSWORD_SIGN_IN = { method: "email-password" } as const;

/** How many demo people are new, and the addresses that belong to somebody else, whose accounts stay as they are. */
export type DemoPeopleMade = { readonly made: number; readonly taken: readonly string[] };

/**
 * Makes the demo people who are missing. An account that is there already is somebody's: nothing of it changes, least of all its role.
 */
export async function ensureDemoPeople(options: AuthOptions): Promise<DemoPeopleMade> {
  const { internalAdapter, password } = await betterAuthOf(options).$context;
  let made = 0;
  const taken: string[] = [];
  for (const { email, name, role } of DEMO_PEOPLE) {
    const found = await internalAdapter.findUserByEmail(email, { includeAccounts: true });
    if (found !== null && !isDemo(found.user)) {
      if (!(await opensWithDemoPassword(password, found.accounts))) taken.push(email);
      continue;
    }
    const user =
      found?.user ??
      (await internalAdapter.createUser(
        { email, name, role, demo: true, emailVerified: true },
        PASSWORD_SIGN_IN,
      ));
    // An earlier run may have ended between the person and the password.
    if (found?.accounts.some(({ providerId }) => providerId === "credential")) continue;
    await internalAdapter.linkAccount({
      userId: user.id,
      providerId: "credential",
      accountId: user.id,
      password: await password.hash(DEMO_PASSWORD),
    });
    made += 1;
  }
  return { made, taken };
}

/**
 * Takes away every demo person who still opens with the password that everybody knows, with their sessions: for a database that has
 * become a real shop's. Their orders and their lines in the ledger stay. Gives the addresses.
 */
export async function removeDemoPeople(options: AuthOptions): Promise<readonly string[]> {
  const { internalAdapter, password } = await betterAuthOf(options).$context;
  const removed: string[] = [];
  for (const { email } of DEMO_PEOPLE) {
    const found = await internalAdapter.findUserByEmail(email, { includeAccounts: true });
    if (found === null) continue;
    const unfinished = isDemo(found.user) && found.accounts.length === 0;
    if (!unfinished && !(await opensWithDemoPassword(password, found.accounts))) continue;
    await internalAdapter.deleteUserSessions(found.user.id);
    await internalAdapter.deleteAccounts(found.user.id);
    await internalAdapter.deleteUser(found.user.id);
    removed.push(email);
  }
  return removed;
}

type Passwords = { verify(data: { hash: string; password: string }): Promise<boolean> };
type Accounts = readonly { readonly providerId: string; readonly password?: string | null | undefined }[];

async function opensWithDemoPassword(passwords: Passwords, accounts: Accounts): Promise<boolean> {
  const hash = accounts.find(({ providerId }) => providerId === "credential")?.password;
  return typeof hash === "string" && passwords.verify({ hash, password: DEMO_PASSWORD });
}

function isDemo(user: object): boolean {
  return "demo" in user && user.demo === true;
}
