import { ROLES, type Role } from "@scarlet/domain/accounts";
import type { Log } from "@scarlet/domain/kernel";
import { type BetterAuthOptions, betterAuth } from "better-auth";
import { mongodbAdapter } from "better-auth/adapters/mongodb";
import { isAPIError } from "better-auth/api";
import { bearer } from "better-auth/plugins";
import type { Mongo } from "../mongo/index.ts";
import { createDatabaseWatch } from "./database-watch.ts";
import { withIndexesMade } from "./indexes.ts";
import { openSessions } from "./open-sessions.ts";
import { type Audience, isDue, SESSION_TIMES, stands } from "./session-times.ts";
import { bearerValue, cookieValue, verifiedToken } from "./session-token.ts";

/** Where the sign-in library keeps people and sessions. */
export type AuthDatabase = NonNullable<BetterAuthOptions["database"]>;

/** The shop's own database, in collections outside the contract. */
export function mongoAuthDatabase(mongo: Pick<Mongo, "client" | "db">): AuthDatabase {
  return mongodbAdapter(withIndexesMade(mongo.db), { client: mongo.client });
}

/** How passwords are kept. */
export type Passwords = {
  hash(password: string): Promise<string>;
  verify(data: { readonly hash: string; readonly password: string }): Promise<boolean>;
};

/** What owners of accounts are written about their password. Neither may raise. */
export type PasswordMails = {
  /** `token`: the word that sets a new password, once, for `RESET_LINK_SECONDS`. */
  resetLink(email: string, token: string): Promise<void>;
  changed(email: string): Promise<void>;
};

/** How long a link for a new password is good. */
export const RESET_LINK_SECONDS = 3_600;

export type AuthOptions = {
  readonly database: AuthDatabase;
  /** Signs sessions; the same in every process. */
  readonly secret: string;
  /** Where the audience reaches `/api/auth`. `https` makes its cookies secure ones. */
  readonly baseUrl: string;
  readonly audience: Audience;
  readonly log: Log;
  /** Brings links for new passwords to their owners; without it nobody can ask for one. */
  readonly passwordMails?: PasswordMails;
  /** How passwords are kept, instead of the library's way, which is slow on purpose: for tests that do not ask about it. */
  readonly passwords?: Passwords;
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
  /**
   * The person behind a request's cookie or bearer token, and cookies to send back. Null: nobody, or no more, or signed in for another
   * audience. `unused`: the request is none that somebody made, so it does not put off the end of the session.
   */
  whoIs(
    headers: Headers,
    how?: { readonly unused?: boolean },
  ): Promise<{ person: Person | null; setCookies: readonly string[] }>;
};

const NOBODY = { person: null, setCookies: [] } as const;

/**
 * Sign-in by email and password on the shop's own database. One per audience, because their cookies differ. Raises
 * `service.unavailable` or `service.outcome_unknown` when the database is away.
 */
export function createAuth(options: AuthOptions): Auth {
  const absence = createDatabaseWatch();
  const { audience, database } = options;
  const auth = betterAuthOf({
    ...options,
    database: typeof database === "function" ? absence.watch(database) : database,
  });
  const sessionOf = openSessions(async () => (await auth.$context).adapter);

  /** The person of a session that stands as it is; null: of none of ours. Undefined: the library must look, to renew or end it. */
  async function standing(headers: Headers, unused: boolean): Promise<Person | null | undefined> {
    const { authCookies } = await auth.$context;
    const signed =
      audience === "rest"
        ? bearerValue(headers.get("authorization"))
        : cookieValue(headers.get("cookie"), authCookies.sessionToken.name);
    const token = verifiedToken(signed, options.secret);
    const found = token === undefined ? undefined : await sessionOf(token);
    if (found === undefined) return undefined;
    const person = personOf(found.user, audience);
    if (!stands(found, audience, person.role)) return found.audience === audience ? undefined : null;
    return unused || !isDue(found, audience) ? person : undefined;
  }

  /** The library's own way to the same answer: it renews sessions and takes ended cookies away. */
  async function lookUp(headers: Headers) {
    try {
      const { headers: sent, response } = await absence.ask(() =>
        auth.api.getSession({ headers, returnHeaders: true }),
      );
      const person = response && personOf(response.user, audience);
      // It knows no audiences, and a request may carry two cookies of one name.
      const mine = response && person && stands(response.session, audience, person.role);
      return { person: mine ? person : null, setCookies: sent.getSetCookie() };
    } catch (error) {
      // Ended by another request while this one was to renew it.
      if (isAPIError(error) && error.status === "UNAUTHORIZED") return NOBODY;
      throw error;
    }
  }

  return {
    handle: (request) =>
      absence.ask(
        () => auth.handler(request),
        (answer) => !answer.ok,
      ),
    async whoIs(headers, { unused = false } = {}) {
      // Nearly every request ends here; the library's way takes six times as long.
      const person = await standing(headers, unused);
      return person === undefined ? lookUp(headers) : { person, setCookies: [] };
    },
  };
}

type StoredUser = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role?: unknown;
  readonly shownEmail?: unknown;
};

function personOf({ id, name, email, role, shownEmail }: StoredUser, audience: Audience): Person {
  // A role that nobody knows (any more) may do nothing beyond shopping, and in the shop everybody only shops.
  const known = audience === "storefront" ? undefined : ROLES.find((each) => each === role);
  return { id, name, email: typeof shownEmail === "string" ? shownEmail : email, role: known ?? "shopper" };
}

/** The sign-in library, set up for one audience. */
export function betterAuthOf(options: AuthOptions) {
  const { database, audience, log, passwords, passwordMails } = options;
  return betterAuth({
    appName: "Scarlet",
    baseURL: options.baseUrl,
    basePath: "/api/auth",
    secret: options.secret,
    database,
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 8,
      maxPasswordLength: 128,
      ...(passwords && { password: passwords }),
      ...(passwordMails && {
        sendResetPassword: ({ user, token }) => passwordMails.resetLink(user.email, token),
        onPasswordReset: ({ user }) => passwordMails.changed(user.email),
      }),
      resetPasswordTokenExpiresIn: RESET_LINK_SECONDS,
      // Whoever was in the account by the old password is no more.
      revokeSessionsOnPasswordReset: true,
    },
    // Whoever reads the database, or a copy of it, learns no word that opens an account.
    verification: { storeIdentifier: "hashed" },
    user: {
      additionalFields: {
        // input: false: no request can say its own role.
        role: { type: "string", required: false, defaultValue: "shopper", input: false },
        /** Made for a first look: everybody knows the password. */
        demo: { type: "boolean", required: false, input: false },
        /** What was typed at sign-up when the address was somebody else's already: see the sign-up of the API. */
        shownEmail: { type: "string", required: false },
      },
    },
    session: {
      expiresIn: SESSION_TIMES[audience].idleMs / 1000,
      updateAge: SESSION_TIMES[audience].renewedAfterMs / 1000,
      // A session is good for the audience that it was opened for and for no other.
      additionalFields: {
        audience: { type: "string", required: false, defaultValue: audience, input: false },
      },
    },
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
      // Sessions come with their people. Otherwise the library asks for those one by one.
      database: { joins: true },
      cookiePrefix: `scarlet_${audience}`,
      useSecureCookies: options.baseUrl.startsWith("https:"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/" },
      // The API takes JSON only, from its own apps only, and answers no other origin: see its guards.
      disableOriginCheck: true,
      disableCSRFCheck: true,
    },
  });
}
