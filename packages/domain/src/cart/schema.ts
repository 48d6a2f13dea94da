import { z } from "zod";
import { artSchema } from "../catalog/index.ts";
import { skuSchema } from "../kernel/index.ts";
import { MAX_LINE_QUANTITY } from "./limits.ts";

export const quantitySchema = z.int().min(1).max(MAX_LINE_QUANTITY);

/** A line as it is kept: what, how many, and the price that was seen when it was added. */
export const cartItemSchema = z.object({
  sku: z.string(),
  productId: z.string(),
  quantity: quantitySchema,
  seenPriceMinor: z.int(),
});
export type CartItem = z.infer<typeof cartItemSchema>;

/** A cart holds nothing on the shelf. `ownerKey` is `user:<id>` or `guest:<id>`; `addKeys` are the last adds' keys. */
export type Cart = {
  readonly ownerKey: string;
  readonly items: readonly CartItem[];
  readonly addKeys: readonly string[];
  readonly version: number;
};

/**
 * A line as it is shown: with what can be bought of it now. `askedQuantity` is more than `quantity` when fewer are left
 * than were asked for; `seenPriceMinor` differs from `unitPriceMinor` when the price changed since it was added.
 */
export const cartLineSchema = z.object({
  sku: z.string(),
  productId: z.string(),
  slug: z.string(),
  title: z.string(),
  options: z.record(z.string(), z.string()),
  art: artSchema,
  quantity: z.int(),
  askedQuantity: z.int(),
  unitPriceMinor: z.int(),
  seenPriceMinor: z.int(),
  lineTotalMinor: z.int(),
  availableStock: z.int(),
  lowStockAt: z.int(),
  stockVersion: z.int(),
});
export type CartLine = z.infer<typeof cartLineSchema>;

/** A thing of the cart from before signing in that found no room in the person's own. */
export const cartLeftSchema = z.object({
  sku: z.string(),
  slug: z.string(),
  title: z.string(),
  options: z.record(z.string(), z.string()),
  quantity: z.int(),
});
export type CartLeft = z.infer<typeof cartLeftSchema>;

/**
 * `state` stands for the cart as it is now: checkout says it back, so that one cart is not held twice. `left` is what
 * found no room when its owner signed in; it stays with the browser's guest. Totals count lines that can be bought; a
 * sold-out line stays visible but is not part of them.
 */
export const cartViewSchema = z.object({
  lines: z.array(cartLineSchema),
  count: z.int(),
  goodsMinor: z.int(),
  deliveryMinor: z.int(),
  vatMinor: z.int(),
  totalMinor: z.int(),
  currency: z.string(),
  state: z.string(),
  left: z.array(cartLeftSchema),
});
export type CartView = z.infer<typeof cartViewSchema>;

export const addToCartSchema = z.strictObject({ sku: skuSchema, quantity: quantitySchema.default(1) });
export type AddToCartInput = z.infer<typeof addToCartSchema>;
export const changeQuantitySchema = z.strictObject({ sku: skuSchema, quantity: quantitySchema });
export const removeLineSchema = z.strictObject({ sku: skuSchema });
