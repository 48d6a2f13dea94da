export {
  type Auth,
  type AuthDatabase,
  type AuthOptions,
  createAuth,
  mongoAuthDatabase,
  type PasswordMails,
  type Passwords,
  type Person,
} from "./auth.ts";
export { DEMO_PASSWORD, DEMO_PEOPLE, ensureDemoPeople, removeDemoPeople } from "./demo-people.ts";
export { ensureAccountIndexes } from "./indexes.ts";
export { createPeople, type KeptPerson, type People } from "./people.ts";
export type { Audience } from "./session-times.ts";
export { createSignInTries, type SignInTries, type TryCounter } from "./sign-in-tries.ts";
export { createStaffChanges, type StaffChange, type StaffChanges } from "./staff-changes.ts";
