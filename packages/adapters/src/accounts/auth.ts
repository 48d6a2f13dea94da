import { ROLES, type Role } from "@scarlet/domain/accounts";
import type { Log } from "@scarlet/domain/kernel";
import { type BetterAuthOptions, betterAuth } from "better-auth";
import { mongodbAdapter } from "better-auth/adapters/mongodb";
import { bearer } from "better-auth/plugins";
import type { Mongo } from "../mongo/index.ts";
import { createAbsenceWatch } from "./away.ts";
import { openSessions } from "./open-sessions.ts";
import { bearerValue, cookieValue, verifiedToken } from "./session-token.ts";

/** Whom a sign-in is for: the browsers of one of our apps, by cookie, or everybody else, by bearer token. */
export type Audience = "storefront" | "admin" | "rest";

/** Where the sign-in library keeps people and sessions. */
export type AuthDatabase = NonNullable<BetterAuthOptions["database"]>;

/** The shop's own database, in collections outside the contract. */
export function mongoAuthDatabase(mongo: Pick<Mongo, "client" | "db">): AuthDatabase {
  return mongodbAdapter(mongo.db, { client: mongo.client });
}

export type AuthOptions = {
  readonly database: AuthDatabase;
  /** Signs sessions; the same in every process. */
  readonly secret: string;
  /** Where the audience reaches `/api/auth`. `https` makes its cookies secure ones. */
  readonly baseUrl: string;
  readonly audience: Audience;
  readonly log: Log;
};

/** A signed-in person. */
export type Person = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
};

export type Auth = {
  /** Answers a request below `/api/auth`: a session cookie for our apps, a `set-auth-token` header for REST. */
  handle(request: Request): Promise<Response>;
  /** The person behind a request's cookie or bearer token, and cookies to send back. Null: nobody, or no more. */
  whoIs(headers: Headers): Promise<{ person: Person | null; setCookies: readonly string[] }>;
};

const SESSION_SECONDS = 30 * 24 * 60 * 60;
const RENEWED_AFTER_SECONDS = 24 * 60 * 60;

/**
 * Sign-in by email and password on the shop's own database. One per audience, because their cookies differ. Raises
 * `service.unavailable` or `service.outcome_unknown` when the database is away.
 */
export function createAuth(options: AuthOptions): Auth {
  const absence = createAbsenceWatch();
  const { database } = options;
  const auth = betterAuthOf({
    ...options,
    database: typeof database === "function" ? absence.watch(database) : database,
  });
  const sessionOf = openSessions(async () => (await auth.$context).adapter);

  /** The person of a session that stands as it is. Undefined: the library must look, to renew or end it. */
  async function standing(headers: Headers): Promise<Person | undefined> {
    const { authCookies } = await auth.$context;
    const signed =
      options.audience === "rest"
        ? bearerValue(headers.get("authorization"))
        : cookieValue(headers.get("cookie"), authCookies.sessionToken.name);
    const token = verifiedToken(signed, options.secret);
    const found = token === undefined ? undefined : await sessionOf(token);
    if (found === undefined) return undefined;
    const leftMs = found.expiresAt.getTime() - Date.now();
    const dueMs = (SESSION_SECONDS - RENEWED_AFTER_SECONDS) * 1000;
    return leftMs > dueMs ? personOf(found.user) : undefined;
  }

  return {
    handle: (request) =>
      absence.ask(
        () => auth.handler(request),
        (answer) => !answer.ok,
      ),
    async whoIs(headers) {
      // Nearly every request ends here; the library's own way to the same answer takes six times as long.
      const person = await standing(headers);
      if (person) return { person, setCookies: [] };
      const { headers: sent, response } = await absence.ask(() =>
        auth.api.getSession({ headers, returnHeaders: true }),
      );
      return { person: response ? personOf(response.user) : null, setCookies: sent.getSetCookie() };
    },
  };
}

type StoredUser = { id: string; name: string; email: string; role?: unknown };

function personOf({ id, name, email, role }: StoredUser): Person {
  // A role that nobody knows (any more) may do nothing beyond shopping.
  return { id, name, email, role: ROLES.find((known) => known === role) ?? "shopper" };
}

/** The sign-in library, set up for one audience. */
export function betterAuthOf(options: AuthOptions) {
  const { database, audience, log } = options;
  return betterAuth({
    appName: "Scarlet",
    baseURL: options.baseUrl,
    basePath: "/api/auth",
    secret: options.secret,
    database,
    emailAndPassword: { enabled: true, minPasswordLength: 8, maxPasswordLength: 128 },
    user: {
      additionalFields: {
        // input: false: no request can say its own role.
        role: { type: "string", required: false, defaultValue: "shopper", input: false },
        /** Made for a first look: everybody knows the password. */
        demo: { type: "boolean", required: false, input: false },
      },
    },
    session: { expiresIn: SESSION_SECONDS, updateAge: RENEWED_AFTER_SECONDS },
    plugins: audience === "rest" ? [bearer({ requireSignature: true })] : [],
    // The API counts wrong tries per account itself; this one counts per address and forgets across processes.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: "warn",
      log: (level, message) =>
        level === "error" ? log.error({ audience }, message) : log.info({ audience }, message),
    },
    advanced: {
      cookiePrefix: `scarlet_${audience}`,
      useSecureCookies: options.baseUrl.startsWith("https:"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/" },
      // The API takes JSON only, from its own apps only, and answers no other origin: see its guards.
      disableOriginCheck: true,
      disableCSRFCheck: true,
    },
  });
}
