import type { Audience, Auth, People, SignInTries } from "@scarlet/adapters/accounts";
import { ROLES, resetLinkEnded, unauthenticated, wrongCredentials } from "@scarlet/domain/accounts";
import { DomainError } from "@scarlet/domain/kernel";
import { requestPasswordResetSchema, resetPasswordSchema, signInSchema, signUpSchema } from "@scarlet/trpc";
import type { Hono } from "hono";
import { z } from "zod";
import type { ApiHonoContext, ApiHonoEnv } from "../http/exchange.ts";
import { readJson } from "../http/request-input.ts";
import { json } from "../http/responses.ts";
import type { AccountNotices } from "./account-notices.ts";
import type { AdoptGuest } from "./adopt-guest.ts";
import type { KnownBrowsers } from "./known-browsers.ts";
import { createSignInLimiter } from "./sign-in-limiter.ts";
import { saidOf, signUp } from "./sign-up.ts";

export type AuthRouteParts = {
  readonly auths: Readonly<Record<Audience, Auth>>;
  readonly tries: SignInTries;
  readonly adoptGuest: AdoptGuest;
  readonly people: Pick<People, "isTaken">;
  readonly notices: AccountNotices;
  /** One for each app, because cookie attributes depend on whether it is served by https. */
  readonly browsers: Readonly<Record<"storefront" | "admin", KnownBrowsers>>;
};

/** The paths of sign-in, sign-up, sign-out and of a new password. No other route of the sign-in library is reachable. */
export const AUTH_PATHS = {
  signIn: "/api/auth/sign-in/email",
  signUp: "/api/auth/sign-up/email",
  signOut: "/api/auth/sign-out",
  requestReset: "/api/auth/request-password-reset",
  reset: "/api/auth/reset-password",
} as const;

/** Mounts sign-in, sign-up, sign-out and the new password; refusals of the library become the shop's own. */
export function mountAuth(app: Hono<ApiHonoEnv>, parts: AuthRouteParts): void {
  const { tries, notices } = parts;
  const gate = createSignInLimiter({ tries, onAllPaused: ({ email }) => void notices.manyWrongTries(email) });

  app.post(AUTH_PATHS.signIn, async (c) => {
    const { rememberMe, ...input } = signInSchema.parse(await readJson(c));
    const { visitor, callerAddress } = c.get("exchange");
    const browsers = visitor.app === null ? null : parts.browsers[visitor.app];
    const device = browsers?.read(c.req.header("cookie"), input.email) ?? null;
    // Staff sessions have one length, whatever a form asks for.
    const wanted = visitor.app === "admin" ? input : { ...input, rememberMe };
    const who = { email: input.email, address: callerAddress, device };
    const answer = await gate(who, () => forward(c, parts, wanted));
    if (answer.ok && browsers !== null)
      visitor.setCookies.push(browsers.remember(c.req.header("cookie"), input.email));
    return welcome(c, parts, { answer });
  });

  app.post(AUTH_PATHS.signUp, async (c) => {
    const input = signUpSchema.parse(await readJson(c));
    const answer = await signUp(input, parts, (body) => forward(c, parts, body));
    return welcome(c, parts, { answer, email: input.email });
  });

  app.post(AUTH_PATHS.signOut, async (c) => {
    const { visitor } = c.get("exchange");
    await readJson(c);
    if (visitor.app === null && (await visitor.whoAsks()).kind === "anonymous") throw unauthenticated();
    const answer = await forward(c, parts, {});
    if (!answer.ok) throw await refusalOf(answer);
    if (visitor.app !== null) visitor.setCookies.push(...answer.headers.getSetCookie());
    return json(c, { success: true });
  });
  mountPasswordReset(app, parts);
}

/** A link by mail, and the new password that it sets. Who has an account here is told to nobody who asks. */
function mountPasswordReset(app: Hono<ApiHonoEnv>, parts: AuthRouteParts): void {
  app.post(AUTH_PATHS.requestReset, async (c) => {
    const answer = await forward(c, parts, requestPasswordResetSchema.parse(await readJson(c)));
    if (!answer.ok) throw await refusalOf(answer);
    return json(c, { success: true });
  });

  app.post(AUTH_PATHS.reset, async (c) => {
    const answer = await forward(c, parts, resetPasswordSchema.parse(await readJson(c)));
    if (answer.ok) return json(c, { success: true });
    const { code } = await saidOf(answer.clone());
    throw CODES_OF_ENDED_LINKS.has(code) ? resetLinkEnded() : await refusalOf(answer);
  });
}

/** What the library says of a word that is not (any more) one of its own, or whose account is gone. */
const CODES_OF_ENDED_LINKS = new Set(["INVALID_TOKEN", "USER_NOT_FOUND"]);

/** Forwards a validated request to the sign-in library with only the headers that it needs. */
function forward(c: ApiHonoContext, { auths }: AuthRouteParts, body: object): Promise<Response> {
  const { app } = c.get("exchange").visitor;
  const headers = new Headers({ "content-type": "application/json" });
  for (const name of ["user-agent", app === null ? "authorization" : "cookie"]) {
    const value = c.req.header(name);
    if (value !== undefined) headers.set(name, value);
  }
  return auths[app ?? "rest"].handle(
    new Request(c.req.url, { method: "POST", headers, body: JSON.stringify(body) }),
  );
}

const personSchema = z.object({
  user: z.object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: z.enum(ROLES).catch("shopper"),
  }),
});

/** Answers a successful sign-in: REST callers get the token, browsers an HttpOnly cookie. */
async function welcome(
  c: ApiHonoContext,
  parts: AuthRouteParts,
  { answer, email }: { readonly answer: Response; readonly email?: string },
): Promise<Response> {
  if (!answer.ok) throw await refusalOf(answer);
  const { visitor } = c.get("exchange");
  const told = personSchema.parse(await answer.json()).user;
  const user = {
    ...told,
    ...(email !== undefined && { email }),
    // Staff roles do not count in the storefront.
    ...(visitor.app === "storefront" && { role: "shopper" as const }),
  };
  if (visitor.app === null) {
    const token = answer.headers.get("set-auth-token");
    if (token === null) throw new TypeError("the sign-in gave no token");
    const response = json(c, { token, user });
    response.headers.set("set-auth-token", token);
    return response;
  }
  const cookies = answer.headers.getSetCookie();
  visitor.setCookies.push(...cookies);
  if (visitor.app === "storefront") {
    const setCookie = await parts.adoptGuest(c.req.header("cookie"), user, c.get("exchange").log);
    if (setCookie !== null) visitor.setCookies.push(setCookie);
  }
  return json(c, { user });
}

/** Turns a refusal of the sign-in library into a `DomainError`; its server errors stay errors. */
async function refusalOf(answer: Response): Promise<Error> {
  const { code, message } = await saidOf(answer);
  if (answer.status === 401) return wrongCredentials();
  if (answer.status >= 400 && answer.status < 500) {
    return new DomainError(
      `accounts.${code.toLowerCase() || "refused"}`,
      "invalid",
      message || "That was refused.",
    );
  }
  return new Error(`the sign-in library answered ${answer.status}: ${code} ${message}`);
}
