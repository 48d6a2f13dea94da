import { z } from "zod";

/** Ids of products, orders and carts: 24 hexadecimal digits. */
export const idSchema = z.string().regex(/^[0-9a-f]{24}$/, "An id has 24 hexadecimal digits.");

/** A stock keeping unit's code, such as `CER-MUG-EMB`. Letters of either case are accepted and kept upper case. */
export const skuSchema = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{1,63}$/, "A SKU has letters, digits and dashes.")
  .transform((sku) => sku.toUpperCase());

/** A word for web addresses: small letters, digits and single dashes. */
export const slugSchema = z
  .string()
  .max(120)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "A slug has small letters, digits and dashes.");

/** The value of an `Idempotency-Key` header. */
export const idempotencyKeySchema = z.string().regex(/^[A-Za-z0-9_.:-]{1,128}$/);
