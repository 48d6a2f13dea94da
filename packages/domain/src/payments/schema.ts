import { z } from "zod";

/** What the test gateway reads from a card: only the number decides the outcome. Real gateways never show us cards. */
export const cardSchema = z.strictObject({
  number: z
    .string()
    .transform((text) => text.replaceAll(/[\s-]/g, ""))
    .pipe(z.string().regex(/^\d{12,19}$/, "A card number has 12 to 19 digits.")),
  expiry: z
    .string()
    .regex(/^(0[1-9]|1[0-2])\s*\/\s*\d{2}$/, "Write the expiry date as MM/YY.")
    .optional(),
  code: z
    .string()
    .regex(/^\d{3,4}$/, "The code has three or four digits.")
    .optional(),
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
