import { ROLES } from "@scarlet/domain/accounts";
import { mailAddressSchema, personLine } from "@scarlet/domain/kernel";
import { z } from "zod";

/** Accounts are found by it, so its case is none. */
const email = mailAddressSchema.transform((text) => text.toLowerCase());

/** Passwords are 8 to 128 characters long. */
const password = z.string().min(8, "A password has 8 characters at least.").max(128);

/** What a sign-in may say. No length is told of a wrong password. */
export const signInSchema = z.strictObject({
  email,
  password: z.string().min(1).max(128),
  rememberMe: z.boolean().optional(),
});

/** What a sign-up may say. Roles are given by admins only, so the field is refused like any unknown one. */
export const signUpSchema = z.strictObject({ email, password, name: personLine(100) });

/** Whose password is to be set anew. */
export const requestPasswordResetSchema = z.strictObject({ email });

/** The new password, with the word from the link in the mail. */
export const resetPasswordSchema = z.strictObject({
  token: z.string().min(1).max(100),
  newPassword: password,
});

/** What signing in or up answers. `token` is the bearer token; browsers get a cookie instead. */
export const sessionSchema = z.object({
  token: z.string(),
  user: z.object({ id: z.string(), email: z.string(), name: z.string(), role: z.enum(ROLES) }),
});
