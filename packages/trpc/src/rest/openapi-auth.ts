import { z } from "zod";
import {
  requestPasswordResetSchema,
  resetPasswordSchema,
  sessionSchema,
  signInSchema,
  signUpSchema,
} from "../accounts/index.ts";
import { type Json, refusalResponse, schemaOf } from "./openapi-parts.ts";

const SESSION_HEADERS = {
  "set-auth-token": { description: "The bearer token, also in the body.", schema: { type: "string" } },
};

/** The routes of accounts, which are no procedures: signing in, up and out. */
export const authPaths: Record<string, Record<string, Json>> = {
  "/api/auth/sign-in/email": {
    post: {
      operationId: "auth.signIn",
      summary:
        "Sign in for a bearer token. Five wrong tries of an account from one address pause it there for one minute, and longer each further time.",
      tags: ["auth"],
      security: [],
      requestBody: jsonBody(signInSchema),
      responses: {
        200: session(),
        400: refusalResponse("invalid"),
        401: refusalResponse("unauthenticated"),
        429: refusalResponse("rate_limited"),
      },
    },
  },
  "/api/auth/sign-up/email": {
    post: {
      operationId: "auth.signUp",
      summary:
        "Become a shopper and get a bearer token. The answer is the same for an address that has an account already.",
      tags: ["auth"],
      security: [],
      requestBody: jsonBody(signUpSchema),
      responses: { 200: session(), 400: refusalResponse("invalid") },
    },
  },
  "/api/auth/request-password-reset": {
    post: {
      operationId: "auth.requestPasswordReset",
      summary:
        "Have a link mailed that sets a new password, good for an hour. The answer is the same for an address without an account; an address gets one mail in each ten minutes of the clock.",
      tags: ["auth"],
      security: [],
      requestBody: jsonBody(requestPasswordResetSchema),
      responses: { 200: done(), 400: refusalResponse("invalid") },
    },
  },
  "/api/auth/reset-password": {
    post: {
      operationId: "auth.resetPassword",
      summary: "Set a new password with the word of a mailed link, once. All sessions of the account end.",
      tags: ["auth"],
      security: [],
      requestBody: jsonBody(resetPasswordSchema),
      responses: { 200: done(), 400: refusalResponse("invalid"), 404: refusalResponse("not_found") },
    },
  },
  "/api/auth/sign-out": {
    post: {
      operationId: "auth.signOut",
      summary: "Void the bearer token.",
      tags: ["auth"],
      security: [{ bearer: [] }],
      responses: {
        200: done(),
        401: refusalResponse("unauthenticated"),
      },
    },
  },
};

function jsonBody(schema: z.ZodType): Json {
  return { required: true, content: { "application/json": { schema: schemaOf(schema, "input") } } };
}

function done(): Json {
  const schema = schemaOf(z.object({ success: z.boolean() }), "output");
  return { description: "OK", content: { "application/json": { schema } } };
}

function session(): Json {
  return {
    description: "OK",
    headers: SESSION_HEADERS,
    content: { "application/json": { schema: schemaOf(sessionSchema, "output") } },
  };
}
