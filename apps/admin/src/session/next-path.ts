import { pathAfterSignIn } from "@scarlet/domain/kernel";

/** Where to go after signing in: `next` when it is a path of this app, else the inventory. Never another site. */
export function safeNext(next: string | undefined): string {
  return pathAfterSignIn(next, { home: "/inventory", not: ["sign-in", "api"] });
}
