import { isStaff, type Role } from "@scarlet/domain/accounts";

/** Whom a sign-in is for: the browsers of one of our apps, by cookie, or everybody else, by bearer token. */
export type Audience = "storefront" | "admin" | "rest";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long a session lasts, in milliseconds. */
export type SessionTimes = {
  /** It ends so long after it was last renewed. */
  readonly idleMs: number;
  /** It is renewed by the first use after so long. */
  readonly renewedAfterMs: number;
};

export const SESSION_TIMES: Readonly<Record<Audience, SessionTimes>> = {
  storefront: { idleMs: 30 * DAY_MS, renewedAfterMs: DAY_MS },
  /** A machine in a stockroom is left alone sooner or later; what pages ask by themselves does not count as use. */
  admin: { idleMs: HOUR_MS, renewedAfterMs: 5 * MINUTE_MS },
  rest: { idleMs: 30 * DAY_MS, renewedAfterMs: DAY_MS },
};

/** A sign-in with the rights of staff lasts a working day and no longer, however much it is used. */
export const LONGEST_STAFF_SESSION_MS = 12 * HOUR_MS;

/** A session as it is kept. */
export type KeptSession = {
  readonly audience?: unknown;
  readonly createdAt: Date;
  readonly expiresAt: Date;
};

/** Whether a session is one of this audience and not over yet for somebody with this role. */
export function stands(session: KeptSession, audience: Audience, role: Role): boolean {
  const now = Date.now();
  const longestMs = isStaff(role) && audience !== "storefront" ? LONGEST_STAFF_SESSION_MS : Infinity;
  return (
    session.audience === audience &&
    session.expiresAt.getTime() > now &&
    session.createdAt.getTime() + longestMs > now
  );
}

/** Whether a session that stands is to be renewed by its next use. */
export function isDue(session: KeptSession, audience: Audience): boolean {
  const { idleMs, renewedAfterMs } = SESSION_TIMES[audience];
  return session.expiresAt.getTime() - Date.now() <= idleMs - renewedAfterMs;
}
