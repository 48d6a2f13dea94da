export {
  type Audience,
  type Auth,
  type AuthDatabase,
  type AuthOptions,
  createAuth,
  mongoAuthDatabase,
  type Person,
} from "./auth.ts";
export { DEMO_PASSWORD, DEMO_PEOPLE, ensureDemoPeople, removeDemoPeople } from "./demo-people.ts";
export { ensureAccountIndexes } from "./indexes.ts";
export { createSignInTries, type SignInTries } from "./sign-in-tries.ts";
