import { z } from "zod";
import { cursorSchema, limitSchema } from "../kernel/index.ts";

/** A mail to one person, as text and as HTML that say the same. `key` identifies it: a mail of the same key is sent once. */
export type Mail = {
  readonly key: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The order that it is about: where it stands among the issues when no mail server takes it. */
  readonly about?: { readonly orderId: string; readonly orderNumber: string };
};

/**
 * What became of a mail. kept: there was no mail server, so it was only written. waiting: it is handed over when its time
 * comes. sent: a mail server took it. failed: none took it, and it is not tried again by itself.
 */
export const MAIL_STATES = ["kept", "waiting", "sent", "failed"] as const;
export const mailStateSchema = z.enum(MAIL_STATES);
export type MailState = z.infer<typeof mailStateSchema>;

/** A mail in the outbox. */
export const outboxMailSchema = z.object({
  key: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  /** When it was written. */
  at: z.coerce.date(),
  state: mailStateSchema,
  /** How often it was handed to a mail server. */
  tries: z.int(),
  /** Why the last try was in vain; null once it was sent. */
  lastError: z.string().nullable(),
  /** When a waiting mail is tried next. */
  sendAfter: z.coerce.date().nullable(),
  sentAt: z.coerce.date().nullable(),
});
export type OutboxMail = z.infer<typeof outboxMailSchema>;

/** `state`: only mails of this state. */
export const listMailSchema = z.strictObject({
  state: mailStateSchema.exclude(["kept"]).optional(),
  cursor: cursorSchema.optional(),
  limit: limitSchema,
});
export type ListMailInput = z.infer<typeof listMailSchema>;

/** More mails of a state than this are not counted. */
export const MAX_COUNTED_MAILS = 1_000;

/** `counts`: how many mails wait and how many failed, `MAX_COUNTED_MAILS` at most. */
export const mailListSchema = z.object({
  items: z.array(outboxMailSchema),
  nextCursor: z.string().nullable(),
  counts: z.object({ waiting: z.int(), failed: z.int() }),
});
export type MailList = z.infer<typeof mailListSchema>;

/** Keys are made by the shop: words, numbers and ids. */
export const retryMailSchema = z.strictObject({ key: z.string().regex(/^[\w:-]{1,200}$/) });
export type RetryMailInput = z.infer<typeof retryMailSchema>;
