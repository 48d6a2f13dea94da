export { ROLES, type Role } from "../kernel/index.ts";
export { emailTaken, forbidden, tooManyTries, unauthenticated, wrongCredentials } from "./errors.ts";
export { isStaff, PERMISSIONS, type Permission, roleMay } from "./roles.ts";
