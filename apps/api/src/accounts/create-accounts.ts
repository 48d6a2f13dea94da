import {
  type Audience,
  type AuthDatabase,
  createAuth,
  createPeople,
  createSignInTries,
  type PasswordMails,
  type Passwords,
} from "@scarlet/adapters/accounts";
import type { Actor, Log } from "@scarlet/domain/kernel";
import { mergeCarts } from "@scarlet/services/cart";
import { claimGuestOrders } from "@scarlet/services/orders";
import type { ShopServices } from "@scarlet/trpc";
import type { VisitorParts } from "../session.ts";
import { createAccountNotices } from "./account-notices.ts";
import { createAdoptGuest } from "./adopt-guest.ts";
import type { AuthRouteParts } from "./auth-routes.ts";
import { createGuestCookies } from "./guest-cookie.ts";
import { createKnownBrowsers } from "./known-browsers.ts";
import { createOrderLinks, type OrderLinks } from "./order-links.ts";

export type AccountsOptions = {
  readonly database: AuthDatabase;
  readonly redis: Parameters<typeof createSignInTries>[0]["redis"];
  readonly secret: string;
  /** Where each audience reaches the API from outside. */
  readonly urls: Readonly<Record<Audience, string>>;
  readonly services: ShopServices;
  readonly log: Log;
  /** See `AuthOptions`. */
  readonly passwords?: Passwords;
};

export type Accounts = {
  readonly visitors: VisitorParts;
  readonly auth: AuthRouteParts;
  readonly links: OrderLinks;
};

/** Wires sessions, guests, order links, and the merge of a guest's cart and orders at sign-in. */
export function createAccounts(options: AccountsOptions): Accounts {
  const { database, secret, urls, services, log, passwords } = options;
  const optionsOf = (audience: Audience) => ({
    database,
    secret,
    audience,
    baseUrl: urls[audience],
    log,
    passwordMails: {
      resetLink: (email, token) => notices.resetLink(email, token),
      changed: (email) => notices.passwordChanged(email),
    } satisfies PasswordMails,
    ...(passwords && { passwords }),
  });
  const authOf = (audience: Audience) => createAuth(optionsOf(audience));
  const people = createPeople(optionsOf("rest"));
  const notices = createAccountNotices({ mailer: services.mailer, people, urls, log });
  const browsersOf = (app: "storefront" | "admin") =>
    createKnownBrowsers({ secret, secure: urls[app].startsWith("https:") });
  const auths = { storefront: authOf("storefront"), admin: authOf("admin"), rest: authOf("rest") };
  const guestCookies = createGuestCookies({ secret, secure: urls.storefront.startsWith("https:") });
  const adoptGuest = createAdoptGuest({
    guestCookies,
    async adopt(guestId, person, requestLog) {
      const actor: Actor = { kind: "user", ...person };
      const shop = { ...services, log: requestLog, actor };
      const left = await mergeCarts(shop, { guestId });
      await claimGuestOrders(shop, { guestId });
      return left.length === 0;
    },
  });
  const links = createOrderLinks({ secret, storefrontUrl: urls.storefront });
  return {
    links,
    visitors: { auths, guestCookies, links },
    auth: {
      auths,
      adoptGuest,
      people,
      tries: createSignInTries({ redis: options.redis, log }),
      notices,
      browsers: { storefront: browsersOf("storefront"), admin: browsersOf("admin") },
    },
  };
}
