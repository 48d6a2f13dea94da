import type { Audience, Auth } from "@scarlet/adapters/accounts";
import { unauthenticated } from "@scarlet/domain/accounts";
import type { Actor } from "@scarlet/domain/kernel";
import type { GuestCookies } from "./accounts/guest-cookie.ts";
import type { OrderLinks } from "./accounts/order-links.ts";

/** Header by which our web apps name themselves when they forward a browser's request. */
export const APP_HEADER = "x-scarlet-app";
/** Set by admin pages on automatic requests, so that a page left open does not keep its session alive. */
export const UNUSED_HEADER = "x-scarlet-unused";
type App = Exclude<Audience, "rest">;

/** The person or guest behind a request. */
export type Visitor = {
  /** Null: not one of our apps, so bearer tokens count and cookies do not. */
  readonly app: App | null;
  /** Raises `accounts.unauthenticated` for a bearer token that is not valid. */
  whoAsks(): Promise<Actor>;
  /** Turns an anonymous storefront browser into a guest; anybody else is returned unchanged. */
  becomeGuest(): Promise<Actor>;
  /** The guest whose cookie the storefront's browser has, signed in or not. */
  guestId(): string | undefined;
  /** `Set-Cookie` values to send with the response. */
  readonly setCookies: string[];
};

export type VisitorParts = {
  readonly auths: Readonly<Record<Audience, Pick<Auth, "whoIs">>>;
  readonly guestCookies: GuestCookies;
  readonly links: Pick<OrderLinks, "read">;
};

const NONE: ReadonlySet<string> = new Set();
const ANONYMOUS: Actor = { kind: "anonymous" };

/** The app that forwarded this request; null: a direct caller. */
export function appOf(header: string | null | undefined): App | null {
  return header === "storefront" || header === "admin" ? header : null;
}

/** The visitor behind a request. Sessions are looked up lazily. */
export function visitorOf(headers: () => Headers, app: App | null, parts: VisitorParts): Visitor {
  const setCookies: string[] = [];
  let asked: Promise<Actor> | undefined;
  let guest: Actor | undefined;

  async function becomeGuest(): Promise<Actor> {
    const actor = await whoAsks();
    if (actor.kind !== "anonymous" || app !== "storefront") return actor;
    guest ??= newGuest();
    return guest;
  }

  function newGuest(): Actor {
    const issued = parts.guestCookies.issue();
    setCookies.push(issued.setCookie);
    return { kind: "guest", id: issued.guestId };
  }

  async function lookUp(): Promise<Actor> {
    if (app === null) return bearerActor(headers(), parts.auths.rest);
    const unused = headers().has(UNUSED_HEADER);
    const { person, setCookies: renewed } = await parts.auths[app].whoIs(cookiesOnly(headers()), { unused });
    setCookies.push(...renewed);
    const opened = app === "storefront" ? parts.links.read(headers().get("cookie")) : NONE;
    const openedOrders = opened.size > 0 && { openedOrders: opened };
    if (person) return { kind: "user", ...person, ...openedOrders };
    const known = guestId();
    if (known !== undefined) return { kind: "guest", id: known, ...openedOrders };
    // A visitor with an order link becomes a guest, so that the next request recognizes them.
    return openedOrders ? { ...newGuest(), ...openedOrders } : ANONYMOUS;
  }

  function whoAsks(): Promise<Actor> {
    asked ??= lookUp();
    return guest ? Promise.resolve(guest) : asked;
  }

  function guestId(): string | undefined {
    if (app !== "storefront") return undefined;
    return parts.guestCookies.read(headers().get("cookie")) ?? undefined;
  }

  return { app, whoAsks, becomeGuest, guestId, setCookies };
}

async function bearerActor(headers: Headers, auth: Pick<Auth, "whoIs">): Promise<Actor> {
  const authorization = headers.get("authorization");
  if (authorization === null) return ANONYMOUS;
  const { person } = await auth.whoIs(new Headers({ authorization }));
  if (!person) throw unauthenticated();
  return { kind: "user", ...person };
}

function cookiesOnly(headers: Headers): Headers {
  const cookie = headers.get("cookie");
  return new Headers(cookie === null ? {} : { cookie });
}
