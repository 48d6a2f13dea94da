import { createHmac, timingSafeEqual } from "node:crypto";
import type { Order } from "@scarlet/domain/orders";

/** Browsers take a cookie that is called so from this very host only, by https: no sister host can plant one. */
const HOST_PREFIX = "__Host-";
const COOKIE_NAME = "scarlet_orders";
/** Longer than the law lets people send things back, and short enough that an old mail opens nothing. */
const LINK_LIFETIME_SECONDS = 30 * 24 * 60 * 60;
/** Orders that one browser has opened by their links; the oldest make room. */
const MAX_OPENED_ORDERS = 10;

/** What a link is made from. */
export type LinkedOrder = Pick<Order, "id" | "ownerKey" | "email">;

export type OrderLinks = {
  /** Where a mail to an order's buyer leads. Only guests need a key: whoever has an account signs in. */
  urlOf(order: LinkedOrder): string;
  /** When the key of this order's link ends, in seconds since 1970; null when it was not made by this shop for this order and its buyer's address, or has ended. */
  endOf(key: string | undefined, order: LinkedOrder): number | null;
  /** The cookie that keeps an order open in this browser until then, beside those that are open already. */
  remember(cookieHeader: string | null | undefined, orderId: string, end: number): string;
  /** The orders that this browser has opened. */
  read(cookieHeader: string | null | undefined): ReadonlySet<string>;
};

export type OrderLinksOptions = {
  readonly secret: string;
  /** Where the storefront is; `https` keeps the cookie on https. */
  readonly storefrontUrl: string;
  /** Milliseconds since 1970. */
  readonly nowMs?: () => number;
};

/** Signed links that open one guest's order each, and the cookie that keeps them open. */
export function createOrderLinks({ secret, storefrontUrl, nowMs = Date.now }: OrderLinksOptions): OrderLinks {
  // Keys of their own, so that no other signature made with the secret can pass for one of these, nor one of these for the other.
  const signer = (purpose: string) => {
    const key = createHmac("sha256", secret).update(purpose).digest();
    return (...parts: readonly (string | number)[]) =>
      createHmac("sha256", key).update(parts.join("\n")).digest("base64url");
  };
  const signLink = signer("order link");
  const signCookie = signer("order cookie");
  const now = () => Math.floor(nowMs() / 1000);
  const isSecure = storefrontUrl.startsWith("https:");
  const cookie = isSecure ? `${HOST_PREFIX}${COOKIE_NAME}` : COOKIE_NAME;
  const pattern = new RegExp(`(?:^|;\\s*)${cookie}=([\\w.~-]*)(?:;|$)`);

  // Each entry is signed by itself: what a browser has opened is no shared list that could be grown.
  const entriesOf = (header: string | null | undefined) => {
    const value = pattern.exec(header ?? "")?.[1] ?? "";
    return value.split("~").flatMap((entry) => {
      const [, id = "", end = "", signature = ""] =
        /^([0-9a-f]{24})\.(\d{10})\.([\w-]{43})$/.exec(entry) ?? [];
      return id !== "" && Number(end) > now() && same(signature, signCookie(id, end)) ? [{ id, entry }] : [];
    });
  };

  return {
    urlOf(order) {
      if (!isGuests(order)) return `${storefrontUrl}/orders/${order.id}`;
      const end = now() + LINK_LIFETIME_SECONDS;
      return `${storefrontUrl}/orders/${order.id}/open?key=${end}.${signLink(order.id, end, order.email ?? "")}`;
    },
    endOf(key, order) {
      const [, end = "", signature = ""] = /^(\d{10})\.([\w-]{43})$/.exec(key ?? "") ?? [];
      if (end === "" || Number(end) <= now() || !isGuests(order)) return null;
      // The address is signed too: once a buyer has corrected it, the mail to the wrong one opens nothing.
      return same(signature, signLink(order.id, end, order.email ?? "")) ? Number(end) : null;
    },
    remember(header, orderId, end) {
      const others = entriesOf(header).filter(({ id }) => id !== orderId);
      const mine = `${orderId}.${end}.${signCookie(orderId, end)}`;
      const value = [...others.map(({ entry }) => entry).slice(1 - MAX_OPENED_ORDERS), mine].join("~");
      const secure = isSecure ? "; Secure" : "";
      return `${cookie}=${value}; Max-Age=${LINK_LIFETIME_SECONDS}; Path=/; HttpOnly; SameSite=Lax${secure}`;
    },
    read: (header) => new Set(entriesOf(header).map(({ id }) => id)),
  };
}

function isGuests(order: LinkedOrder): boolean {
  return order.ownerKey.startsWith("guest:");
}

function same(signature: string, expected: string): boolean {
  return (
    signature.length === expected.length && timingSafeEqual(Buffer.from(signature), Buffer.from(expected))
  );
}
