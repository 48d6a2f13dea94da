import type { Page } from "../kernel/index.ts";
import type { ListMailInput, Mail, SentMail } from "./schema.ts";

/** Sends mail. */
export interface Mailer {
  /**
   * Sends mails and tells the keys of those that are on their way, now or from an earlier call: the same key is sent
   * once. Keys that are missing from the answer were not sent and may be tried again. Never raises for one mail's sake.
   */
  send(mails: readonly Mail[]): Promise<ReadonlySet<string>>;
}

/** What was sent, for staff to read: kept by a shop without a mail server. */
export interface Outbox {
  /** Newest first. */
  list(input: ListMailInput): Promise<Page<SentMail>>;
}
