import { pathAfterSignIn } from "@scarlet/domain/kernel";

/** Where to go after signing in: a path of this shop, never somebody else's address. */
export function safeNext(next: string | undefined): string {
  return pathAfterSignIn(next, {
    home: "/account",
    not: ["sign-in", "sign-up", "forgot-password", "reset-password", "api"],
  });
}
