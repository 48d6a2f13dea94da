import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const COOKIE_NAME = "scarlet_known";
const MAX_AGE_SECONDS = 180 * 24 * 60 * 60;
/** Accounts remembered in one browser: a family shares one machine. */
const MAX_REMEMBERED_ACCOUNTS = 6;

export type KnownBrowsers = {
  /** This browser's id if it has signed in to this account before; else null. */
  read(cookieHeader: string | null | undefined, email: string): string | null;
  /** The cookie that records that this browser signed in to this account. */
  remember(cookieHeader: string | null | undefined, email: string): string;
};

/**
 * Signed, http-only cookies that tell in which accounts a browser was. Such a cookie opens nothing: its tries to sign in are only
 * counted apart from everybody else's.
 */
export function createKnownBrowsers(options: {
  readonly secret: string;
  /** Keeps the cookie on https. */
  readonly secure: boolean;
  /** Milliseconds since 1970. */
  readonly nowMs?: () => number;
}): KnownBrowsers {
  const key = createHmac("sha256", options.secret).update("known browser").digest();
  const sign = (...parts: readonly string[]) =>
    createHmac("sha256", key).update(parts.join("\n")).digest("base64url");
  const now = () => Math.floor((options.nowMs ?? Date.now)() / 1000);
  // Hashed, so that the cookie does not reveal whose accounts these are.
  const accountOf = (email: string) => sign("account", email.toLowerCase()).slice(0, 22);
  const attributes = `Max-Age=${MAX_AGE_SECONDS}; Path=/api/auth; HttpOnly; SameSite=Lax${options.secure ? "; Secure" : ""}`;

  const entriesOf = (header: string | null | undefined) => {
    const value = /(?:^|;\s*)scarlet_known=([\w.~-]*)(?:;|$)/.exec(header ?? "")?.[1] ?? "";
    return value.split("~").flatMap((entry) => {
      const [, account = "", browser = "", end = "", signature = ""] =
        /^([\w-]{22})\.([\w-]{16})\.(\d{10})\.([\w-]{43})$/.exec(entry) ?? [];
      const expected = sign(account, browser, end);
      const ours = signature !== "" && timingSafeEqual(Buffer.from(signature), Buffer.from(expected));
      return ours && Number(end) > now() ? [{ account, browser, entry }] : [];
    });
  };

  return {
    read(header, email) {
      const account = accountOf(email);
      return entriesOf(header).find((known) => known.account === account)?.browser ?? null;
    },
    remember(header, email) {
      const account = accountOf(email);
      const known = entriesOf(header);
      const others = known.filter((each) => each.account !== account);
      const browser =
        known.find((each) => each.account === account)?.browser ?? randomBytes(12).toString("base64url");
      const end = String(now() + MAX_AGE_SECONDS);
      const mine = [account, browser, end, sign(account, browser, end)].join(".");
      const value = [...others.map(({ entry }) => entry).slice(1 - MAX_REMEMBERED_ACCOUNTS), mine].join("~");
      return `${COOKIE_NAME}=${value}; ${attributes}`;
    },
  };
}
