export { ROLES, type Role } from "../kernel/index.ts";
export { type DemoAnswer, type DemoSetting, demoPeople, isLoopback } from "./demo-people.ts";
export { forbidden, resetLinkEnded, tooManyTries, unauthenticated, wrongCredentials } from "./errors.ts";
export { isSafeAddress, needsHttps } from "./public-address.ts";
export { isStaff, PERMISSIONS, type Permission, roleMay } from "./roles.ts";
