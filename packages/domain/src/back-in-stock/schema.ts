import { z } from "zod";
import { mailAddressSchema, skuSchema } from "../kernel/index.ts";

/** An address waits for so many SKUs at most; one more takes the place of the one that it asked for first. */
export const MAX_REQUESTS_PER_ADDRESS = 20;
/** So many people wait for one SKU at most. A few more get in when many ask at the same moment. */
export const MAX_REQUESTS_PER_SKU = 5_000;
/** A request that nothing came of ends after this; the index of the collection says the same. */
export const REQUEST_LIFETIME_DAYS = 180;

/** `email` may be left out by whoever is signed in: then it is the account's. */
export const requestBackInStockSchema = z.strictObject({
  sku: skuSchema,
  email: mailAddressSchema.optional(),
});
export type RequestBackInStockInput = z.infer<typeof requestBackInStockSchema>;

/** What whoever asks is told: the same whether the address was waiting before or not. */
export const requestedSchema = z.object({
  sku: z.string(),
  email: z.string(),
  /** Takes this very request back; nothing, if the address was waiting for the SKU before. */
  forgetKey: z.string(),
});
export type Requested = z.infer<typeof requestedSchema>;

export const forgetRequestsSchema = z.strictObject({
  key: z.string().regex(/^[\w-]{1,1000}$/, "This is no key of ours."),
});
export type ForgetRequestsInput = z.infer<typeof forgetRequestsSchema>;
export const forgottenSchema = z.object({ forgotten: z.literal(true) });
export type Forgotten = z.infer<typeof forgottenSchema>;

export const waitingQuerySchema = z.strictObject({ sku: skuSchema });
export const waitingSchema = z.object({ waiting: z.int() });
export type Waiting = z.infer<typeof waitingSchema>;

/** Somebody who wants one mail when a SKU can be bought again. `address` is what `email` is known by: `foldedAddress`. */
export type BackInStockRequest = {
  readonly id: string;
  readonly sku: string;
  readonly email: string;
  readonly address: string;
  readonly at: Date;
};

/** One address whatever the case of its letters: nobody gets two mails for two spellings. */
export function foldedAddress(email: string): string {
  return email.toLowerCase();
}
