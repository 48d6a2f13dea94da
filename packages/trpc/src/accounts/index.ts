export {
  requestPasswordResetSchema,
  resetPasswordSchema,
  sessionSchema,
  signInSchema,
  signUpSchema,
} from "./credentials.ts";
