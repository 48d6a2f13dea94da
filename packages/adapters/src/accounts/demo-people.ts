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

/** Makes the demo people who are missing, and gives each the role that the start prints. Tells how many are new. */
export async function ensureDemoPeople(options: AuthOptions): Promise<number> {
  const { internalAdapter, password } = await betterAuthOf(options).$context;
  let made = 0;
  for (const { email, name, role } of DEMO_PEOPLE) {
    const found = await internalAdapter.findUserByEmail(email, { includeAccounts: true });
    const user =
      found?.user ??
      (await internalAdapter.createUser({ email, name, role, emailVerified: true }, PASSWORD_SIGN_IN));
    // An earlier run may have ended between the person and the password.
    if (!found?.accounts.some((account) => account.providerId === "credential")) {
      const hash = await password.hash(DEMO_PASSWORD);
      await internalAdapter.linkAccount({
        userId: user.id,
        providerId: "credential",
        accountId: user.id,
        password: hash,
      });
      made += 1;
    }
    await internalAdapter.updateUser(user.id, { role });
  }
  return made;
}
