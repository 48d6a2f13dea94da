export type { Mailer, Outbox } from "./ports.ts";
export {
  type ListMailInput,
  listMailSchema,
  type Mail,
  mailListSchema,
  type SentMail,
  sentMailSchema,
} from "./schema.ts";
