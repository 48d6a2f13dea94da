export { mailNotFailed } from "./errors.ts";
export type { Letter, LetterNote, LetterRow } from "./letter.ts";
export { mailOf } from "./mail-of-letter.ts";
export type { Delivery, Mailer, MailIssues, MailQueue, MailTransport, Outbox, TakenMail } from "./ports.ts";
export {
  type ListMailInput,
  listMailSchema,
  MAIL_STATES,
  MAX_COUNTED_MAILS,
  type Mail,
  type MailList,
  type MailState,
  mailListSchema,
  mailStateSchema,
  type OutboxMail,
  outboxMailSchema,
  type RetryMailInput,
  retryMailSchema,
} from "./schema.ts";
export { mailUrlSchema, senderSchema } from "./settings.ts";
