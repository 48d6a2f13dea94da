export { type Letter, type LetterNote, type LetterRow, mailOf } from "./letter.ts";
export type { Mailer, Outbox } from "./ports.ts";
export {
  type ListMailInput,
  listMailSchema,
  type Mail,
  mailListSchema,
  type SentMail,
  sentMailSchema,
} from "./schema.ts";
