import type { Person } from "@scarlet/adapters/accounts";
import type { Log } from "@scarlet/domain/kernel";
import type { GuestCookies } from "./guest-cookie.ts";

/**
 * Gives a guest's cart and orders to the person who came in. Answers the cookie that ends the guest; null: there is no
 * guest, or something of theirs is left.
 */
export type AdoptGuest = (
  cookieHeader: string | undefined,
  person: Person,
  log: Log,
) => Promise<string | null>;

export type AdoptGuestParts = {
  readonly guestCookies: GuestCookies;
  /** Merges the cart and claims the orders; safe to repeat. False: lines that did not fit stay with the guest. */
  readonly adopt: (guestId: string, person: Person, log: Log) => Promise<boolean>;
};

/** If the merge fails, the person is still signed in and the guest cookie stays, so the next sign-in retries. */
export function createAdoptGuest({ guestCookies, adopt }: AdoptGuestParts): AdoptGuest {
  return async (cookieHeader, person, log) => {
    const guestId = guestCookies.read(cookieHeader);
    if (guestId === null) return null;
    try {
      const isWhole = await adopt(guestId, person, log);
      return isWhole ? guestCookies.clear() : null;
    } catch (error) {
      log.error(
        { err: error, guestId, userId: person.id },
        "a guest's cart and orders wait for the next sign-in",
      );
      return null;
    }
  };
}
