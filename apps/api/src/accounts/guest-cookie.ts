import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** Browsers take a cookie that is called so from this very host only, by https: no sister host can plant one. */
const HOST_PREFIX = "__Host-";
const COOKIE_NAME = "scarlet_guest";
const MAX_AGE_SECONDS = 60 * 24 * 60 * 60;

export type GuestCookies = {
  /** The guest whose cookie this is; null without one, or when it was not signed by this shop. */
  read(cookieHeader: string | null | undefined): string | null;
  /** A new guest, and the cookie that makes the browser one. */
  issue(): { readonly guestId: string; readonly setCookie: string };
  /** Takes the cookie away. */
  clear(): string;
};

/** Signed, http-only cookies of guests. `secure` keeps them on https and on this host, and others are not read then. */
export function createGuestCookies(options: {
  readonly secret: string;
  readonly secure: boolean;
}): GuestCookies {
  // Its own key, so that no other signature made with the secret can pass as a guest.
  const key = createHmac("sha256", options.secret).update("guest cookie").digest();
  const name = options.secure ? `${HOST_PREFIX}${COOKIE_NAME}` : COOKIE_NAME;
  const pattern = new RegExp(`(?:^|;\\s*)${name}=([0-9a-f]{24})\\.([A-Za-z0-9_-]{43})(?:;|$)`);
  const attributes = `Path=/; HttpOnly; SameSite=Lax${options.secure ? "; Secure" : ""}`;
  const sign = (guestId: string) => createHmac("sha256", key).update(guestId).digest("base64url");
  return {
    read(cookieHeader) {
      const [, guestId, signature] = pattern.exec(cookieHeader ?? "") ?? [];
      if (guestId === undefined || signature === undefined) return null;
      return timingSafeEqual(Buffer.from(signature), Buffer.from(sign(guestId))) ? guestId : null;
    },
    issue() {
      const guestId = randomBytes(12).toString("hex");
      const value = `${guestId}.${sign(guestId)}`;
      return { guestId, setCookie: `${name}=${value}; Max-Age=${MAX_AGE_SECONDS}; ${attributes}` };
    },
    clear: () => `${name}=; Max-Age=0; ${attributes}`,
  };
}
