import { createHash } from "node:crypto";
import type { People } from "@scarlet/adapters/accounts";
import type { Log } from "@scarlet/domain/kernel";
import { type Mail, type Mailer, mailOf } from "@scarlet/domain/mail";

/** At most this many admins get one notice. */
const MAX_NOTIFIED_ADMINS = 20;

/** Mails about accounts themselves. */
export type AccountNotices = {
  /** Mails the owner of an address that somebody tried to sign up with it; at most once a day. */
  signUpOfTaken(email: string): Promise<void>;
  /** Mails a link that sets a new password; at most one in each ten minutes of the clock. */
  resetLink(email: string, token: string): Promise<void>;
  /** Mails the owner of an address that the password was set anew. */
  passwordChanged(email: string): Promise<void>;
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
  const now = parts.nowMs ?? (() => Date.now());
  const hour = () => new Date(now()).toISOString().slice(0, 13);
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
        mailOf(
          { key: `account:sign-up:${hashed(email)}:${hour().slice(0, 10)}`, to: email },
          {
            subject: "You have an account with us",
            title: "You have an account with us",
            paragraphs: [
              "Somebody, perhaps you, wanted to make an account with this address. There is one already, and it stays as it is.",
              "If it was you, sign in with the password that you chose before.",
            ],
            action: { label: "Sign in", url: `${urls.storefront}/sign-in` },
            notes: [
              {
                text: "If it was not you, there is nothing to do: nobody was told that you have an account.",
              },
            ],
          },
        ),
      ]),
    resetLink: (email, token) =>
      send("new password", async () => [
        resetLetter(email, `${urls.storefront}/reset-password?token=${token}`, now()),
      ]),
    passwordChanged: (email) =>
      send("password changed", async () => [changedLetter(email, urls.storefront, now())]),
    manyWrongTries: (email) =>
      send("wrong tries", async () => {
        log.warn(
          { account: hashed(email) },
          "somebody guesses the password of one account through many addresses",
        );
        const admins = await people.withRole("admin", MAX_NOTIFIED_ADMINS);
        return admins.map(({ id, email: to }) =>
          mailOf(
            { key: `account:wrong-tries:${id}:${hour()}`, to },
            {
              subject: "Somebody is guessing a password",
              title: "Somebody is guessing a password",
              paragraphs: [
                `There were a hundred wrong passwords for ${email}, from more than one address. Browsers that were in that account before still get in; everybody else waits a minute after each hundred.`,
                "Nothing has to be done; a long password keeps guessers out.",
              ],
              action: { label: "Open the admin", url: urls.admin },
            },
          ),
        );
      }),
  };
}

/** One mail for each window, whoever asks: nobody's mailbox is filled by a stranger. */
const RESET_WINDOW_MS = 600_000;

function resetLetter(email: string, url: string, nowMs: number): Mail {
  return mailOf(
    { key: `account:reset:${hashed(email)}:${Math.floor(nowMs / RESET_WINDOW_MS)}`, to: email },
    {
      subject: "Set a new password",
      title: "Set a new password",
      paragraphs: [
        "Somebody, perhaps you, asked for a new password for this address. The link is good for an hour, once.",
      ],
      action: { label: "Set a new password", url },
      notes: [{ text: "If it was not you, there is nothing to do: your password stays as it is." }],
    },
  );
}

function changedLetter(email: string, storefront: string, nowMs: number): Mail {
  return mailOf(
    { key: `account:changed:${hashed(email)}:${nowMs}`, to: email },
    {
      subject: "Your password was changed",
      title: "Your password was changed",
      paragraphs: [
        "Everybody who was signed in to your account is signed out. Sign in with the new password.",
      ],
      action: { label: "Sign in", url: `${storefront}/sign-in` },
      notes: [
        {
          text: "If it was not you, set another one now, and look who else can read your mail:",
          url: `${storefront}/forgot-password`,
        },
      ],
    },
  );
}

function hashed(email: string): string {
  return createHash("sha256").update(email.toLowerCase()).digest("base64url").slice(0, 22);
}
