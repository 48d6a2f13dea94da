import { setTimeout as sleep } from "node:timers/promises";
import type { Audience, Auth, SignInTries } from "@scarlet/adapters/accounts";
import { emailTaken, ROLES, unauthenticated, wrongCredentials } from "@scarlet/domain/accounts";
import { DomainError } from "@scarlet/domain/kernel";
import { signInSchema, signUpSchema } from "@scarlet/trpc";
import type { Hono } from "hono";
import { z } from "zod";
import { json } from "../http/answer.ts";
import type { ApiHonoContext, ApiHonoEnv } from "../http/exchange.ts";
import { readJson } from "../http/input.ts";
import type { AdoptGuest } from "./adopt-guest.ts";
import { createSignInGate } from "./sign-in-gate.ts";

export type AuthRouteParts = {
  readonly auths: Readonly<Record<Audience, Auth>>;
  readonly tries: SignInTries;
  readonly adoptGuest: AdoptGuest;
};

/** Where signing in, up and out are. Nothing else of the sign-in library can be reached. */
export const AUTH_PATHS = {
  signIn: "/api/auth/sign-in/email",
  signUp: "/api/auth/sign-up/email",
  signOut: "/api/auth/sign-out",
} as const;

/** Puts signing in, up and out on the server, with the library's refusals in the shop's own words. */
export function mountAuth(app: Hono<ApiHonoEnv>, parts: AuthRouteParts): void {
  const gate = createSignInGate(parts.tries);

  app.post(AUTH_PATHS.signIn, async (c) => {
    const input = signInSchema.parse(await readJson(c));
    return welcome(c, parts, await gate(input.email, () => forward(c, parts, input)));
  });

  app.post(AUTH_PATHS.signUp, async (c) => {
    const input = signUpSchema.parse(await readJson(c));
    return welcome(c, parts, await signUp(() => forward(c, parts, input)));
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
}

/** Hands a checked request to the sign-in library, with what it may know of the caller and nothing else. */
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

/** Answers who has just come in: to REST with the token, to a browser with a cookie that scripts cannot read. */
async function welcome(c: ApiHonoContext, parts: AuthRouteParts, answer: Response): Promise<Response> {
  if (!answer.ok) throw await refusalOf(answer);
  const { visitor } = c.get("exchange");
  const { user } = personSchema.parse(await answer.json());
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

/**
 * Two sign-ups of one address at once: the database lets one through, and the library tells the other why as soon as
 * the first has committed. Until then it only knows that it lost.
 */
async function signUp(ask: () => Promise<Response>): Promise<Response> {
  let answer = await ask();
  for (let round = 0; round < LOST_ROUNDS && !answer.ok; round += 1) {
    if ((await saidOf(answer.clone())).code !== LOST_RACE) break;
    await sleep(FIRST_PAUSE_MS * 2 ** round);
    answer = await ask();
  }
  return answer;
}

/** 20 ms, 40 ms, … together two and a half seconds, which no commit takes. */
const FIRST_PAUSE_MS = 20;
const LOST_ROUNDS = 7;

/** What the sign-in library says of any insert that failed, also of one that the unique index refused. */
const LOST_RACE = "FAILED_TO_CREATE_USER";

const refusedSchema = z.object({ code: z.string().default(""), message: z.string().default("") });

async function saidOf(answer: Response): Promise<z.output<typeof refusedSchema>> {
  // An answer that is no JSON says nothing; its status still does.
  return refusedSchema.parse(await answer.json().catch(() => ({})));
}

/** What the sign-in library refused, in the shop's own words; its own faults stay faults. */
async function refusalOf(answer: Response): Promise<Error> {
  const { code, message } = await saidOf(answer);
  if (answer.status === 401) return wrongCredentials();
  if (code.startsWith("USER_ALREADY_EXISTS")) return emailTaken();
  if (answer.status >= 400 && answer.status < 500) {
    return new DomainError(
      `accounts.${code.toLowerCase() || "refused"}`,
      "invalid",
      message || "That was refused.",
    );
  }
  return new Error(`the sign-in library answered ${answer.status}: ${code} ${message}`);
}
