export { sessionSchema, signInSchema, signUpSchema } from "./credentials.ts";
