import { z } from "zod";
import { cardExpiryEnd, isCardCode, isCardNumber, plainCardNumber } from "./card-rules.ts";

/** What the test gateway reads from a card: only the number decides the outcome. Real gateways never show us cards. */
export const cardSchema = z.strictObject({
  number: z
    .string()
    .transform(plainCardNumber)
    .pipe(z.string().refine(isCardNumber, "A card number has 12 to 19 digits.")),
  expiry: z
    .string()
    .refine((text) => cardExpiryEnd(text) !== undefined, "Write the expiry date as MM/YY.")
    .optional(),
  code: z.string().refine(isCardCode, "The code has three or four digits.").optional(),
});
export type Card = z.infer<typeof cardSchema>;

/** Money that was taken for an order, and what of it went back. */
export const paymentSchema = z.object({
  reference: z.string(),
  gateway: z.string(),
  cardLast4: z.string(),
  amountMinor: z.int(),
  refundedMinor: z.int(),
});
export type Payment = z.infer<typeof paymentSchema>;

/** The id of a payment method, from the real gateway's own form in the buyer's browser. */
export const paymentMethodSchema = z.string().regex(/^pm_[A-Za-z0-9_]{1,128}$/, "That is no payment method.");
