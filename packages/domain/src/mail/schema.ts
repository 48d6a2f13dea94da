import { z } from "zod";
import { cursorSchema, limitSchema } from "../kernel/index.ts";

/** A mail to one person, as text and as HTML that say the same. `key` identifies it: a mail of the same key is sent once. */
export type Mail = {
  readonly key: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

/** A mail in the outbox of a shop that has no mail server. */
export const sentMailSchema = z.object({
  key: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  at: z.coerce.date(),
});
export type SentMail = z.infer<typeof sentMailSchema>;

export const listMailSchema = z.object({ cursor: cursorSchema.optional(), limit: limitSchema });
export type ListMailInput = z.infer<typeof listMailSchema>;

export const mailListSchema = z.object({ items: z.array(sentMailSchema), nextCursor: z.string().nullable() });
