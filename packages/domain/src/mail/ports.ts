import type { ListMailInput, Mail, MailList } from "./schema.ts";

/** Sends mail. */
export interface Mailer {
  /**
   * Sends mails and tells the keys of those that are on their way, now or from an earlier call: the same key is sent
   * once. Keys that are missing from the answer were not sent and may be tried again. Never raises for one mail's sake.
   */
  send(mails: readonly Mail[]): Promise<ReadonlySet<string>>;
}

/** What the shop has written, for staff to read. */
export interface Outbox {
  /** Newest first. */
  list(input: ListMailInput): Promise<MailList>;
  /** Lets a failed mail wait again, with all its tries. Tells whether there was one of this key. */
  requeue(key: string): Promise<boolean>;
}

/** A mail that was taken to be handed over. */
export type TakenMail = {
  readonly mail: Mail;
  /** How often it was taken before, since it was written or let wait again. */
  readonly triesBefore: number;
  /** Whether any try was ever in vain. */
  readonly hadTrouble: boolean;
};

/** Mails on their way to a mail server. */
export interface MailQueue {
  /**
   * Takes the waiting mails whose time has come, the longest due first, at most `limit`. Nobody else is given them for
   * `forMs`; whoever dies with them leaves them to be taken after that.
   */
  take(limit: number, forMs: number): Promise<readonly TakenMail[]>;
  /** A mail server took it. */
  sent(key: string): Promise<void>;
  /** It is tried again after `waitMs`. */
  later(key: string, reason: string, waitMs: number): Promise<void>;
  /** It is not tried again by itself. */
  failed(key: string, reason: string): Promise<void>;
}

/** Where staff see mails that no mail server took. */
export interface MailIssues {
  open(mail: Mail, reason: string): Promise<void>;
  /** Nothing when there is none. */
  close(mail: Mail): Promise<void>;
}

/**
 * What a mail server made of a mail. refused: it will not take this one, however often it is asked. unreachable: it may
 * take it later.
 */
export type Delivery =
  | { readonly outcome: "accepted" }
  | { readonly outcome: "refused" | "unreachable"; readonly reason: string };

/** Hands mails to a mail server. */
export interface MailTransport {
  /** Never raises. The same mail twice has the same Message-ID. */
  deliver(mail: Mail): Promise<Delivery>;
  close(): void;
}
