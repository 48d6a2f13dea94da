import { createHash } from "node:crypto";
import type { People } from "@scarlet/adapters/accounts";
import type { Log } from "@scarlet/domain/kernel";
import type { Mail, Mailer } from "@scarlet/domain/mail";

/** At most this many admins get one notice. */
const MAX_NOTIFIED_ADMINS = 20;

/** Mails about accounts themselves. */
export type AccountNotices = {
  /** Mails the owner of an address that somebody tried to sign up with it; at most once a day. */
  signUpOfTaken(email: string): Promise<void>;
  /** Mails the admins that somebody guesses the password of an account from many addresses; at most once an hour. */
  manyWrongTries(email: string): Promise<void>;
};

export type AccountNoticesParts = {
  readonly mailer: Mailer;
  readonly people: Pick<People, "withRole">;
  readonly urls: { readonly storefront: string; readonly admin: string };
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly nowMs?: () => number;
};

/** Neither raises: callers must not learn whether a mail went out. Failures are logged. */
export function createAccountNotices(parts: AccountNoticesParts): AccountNotices {
  const { mailer, people, urls, log } = parts;
  const hour = () => new Date((parts.nowMs ?? Date.now)()).toISOString().slice(0, 13);
  const send = async (what: string, mails: () => Promise<readonly Mail[]>) => {
    try {
      const wanted = await mails();
      const sent = await mailer.send(wanted);
      if (sent.size < wanted.length)
        log.error({ what, owed: wanted.length - sent.size }, "a notice was not sent");
    } catch (error) {
      log.error({ err: error, what }, "a notice was not sent");
    }
  };
  return {
    signUpOfTaken: (email) =>
      send("sign-up", async () => [
        {
          key: `account:sign-up:${hashed(email)}:${hour().slice(0, 10)}`,
          to: email,
          subject: "You have an account with us",
          text: [
            "Somebody, perhaps you, wanted to make an account with this address. There is one already, and it stays as it is.",
            "If it was you, sign in with the password that you chose before:",
            "",
            `${urls.storefront}/sign-in`,
            "",
            "If it was not you, there is nothing to do: nobody was told that you have an account.",
            "",
          ].join("\n"),
        },
      ]),
    manyWrongTries: (email) =>
      send("wrong tries", async () => {
        log.warn(
          { account: hashed(email) },
          "somebody guesses the password of one account through many addresses",
        );
        const admins = await people.withRole("admin", MAX_NOTIFIED_ADMINS);
        return admins.map(({ id, email: to }) => ({
          key: `account:wrong-tries:${id}:${hour()}`,
          to,
          subject: "Somebody is guessing a password",
          text: [
            `There were a hundred wrong passwords for ${email}, from more than one address. Browsers that were in that account before still`,
            "get in; everybody else waits a minute after each hundred. Nothing has to be done; a long password keeps guessers out.",
            "",
            urls.admin,
            "",
          ].join("\n"),
        }));
      }),
  };
}

function hashed(email: string): string {
  return createHash("sha256").update(email.toLowerCase()).digest("base64url").slice(0, 22);
}
