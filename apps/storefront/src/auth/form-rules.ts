import { mailAddressFault, textFault } from "@scarlet/domain/kernel";
import { authCopy } from "../copy/auth.ts";

/** Long enough that nobody guesses it; any letters, spaces too. */
export const PASSWORD_LENGTH = 12;

export type AuthFields = { readonly name: string; readonly email: string; readonly password: string };
export type AuthField = keyof AuthFields;
export type AuthErrors = Partial<Readonly<Record<AuthField, string>>>;

/** What is wrong with a new password; undefined: nothing. */
export function newPasswordFault(password: string): string | undefined {
  if (password === "") return authCopy.missingPassword;
  return password.length < PASSWORD_LENGTH ? authCopy.shortPassword(PASSWORD_LENGTH) : undefined;
}

/** What is wrong with what was typed, before the shop is asked. */
export function authFormErrors(fields: AuthFields, kind: "in" | "up"): AuthErrors {
  const faults: Record<string, string> = {};
  const name = fields.name.trim() === "" ? authCopy.missingName : textFault(fields.name);
  if (kind === "up" && name !== undefined) faults.name = name;
  const email = mailAddressFault(fields.email);
  if (email !== undefined) faults.email = email;
  if (kind === "up" || fields.password === "") {
    const password = newPasswordFault(fields.password);
    if (password !== undefined) faults.password = password;
  }
  return faults;
}
