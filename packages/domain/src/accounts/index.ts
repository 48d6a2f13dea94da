export { emailTaken, forbidden, tooManyTries, unauthenticated, wrongCredentials } from "./errors.ts";
export { isStaff, PERMISSIONS, type Permission, ROLES, type Role, roleMay } from "./roles.ts";
