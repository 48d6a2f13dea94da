import { z } from "zod";
import { quantitySchema } from "../cart/index.ts";
import { artSchema } from "../catalog/index.ts";
import {
  actorRefSchema,
  COUNTRIES,
  currencySchema,
  cursorSchema,
  idSchema,
  limitSchema,
  mailAddressSchema,
  OLD_VAT_BASIS_POINTS,
  personLine,
  personNote,
  postcodeFault,
  skuSchema,
  vatSchema,
} from "../kernel/index.ts";
import { cardSchema, paymentMethodSchema, paymentSchema } from "../payments/index.ts";
import { ORDER_STATUSES } from "./machine.ts";

/** What a buyer is told by mail. */
export const ORDER_MAILS = [
  "placed",
  "paid",
  "cancelled",
  "hold_ending",
  "fulfilled",
  "lines_cancelled",
  "returned",
] as const;
export type OrderMail = (typeof ORDER_MAILS)[number];

export const MAX_ORDER_LINES = 100;

/**
 * A line with its words and price as they were when the order was placed. `quantity` is what the order stands for now;
 * `cancelled` pieces are no longer part of it; `returned` pieces were sent and came back.
 */
export const orderLineSchema = z.object({
  sku: z.string(),
  productId: z.string(),
  slug: z.string(),
  title: z.string(),
  options: z.record(z.string(), z.string()),
  art: artSchema,
  quantity: z.int(),
  unitPriceMinor: z.int(),
  cancelled: z.int().default(0),
  returned: z.int().default(0),
});
export type OrderLine = z.infer<typeof orderLineSchema>;

/** An address as it is entered. */
const typedAddressSchema = z
  .strictObject({
    firstName: personLine(100),
    lastName: personLine(100),
    street: personLine(200),
    postcode: personLine(12),
    town: personLine(100),
    country: z.enum(COUNTRIES),
  })
  .superRefine(({ country, postcode }, context) => {
    const fault = postcodeFault(country, postcode);
    if (fault !== undefined) context.addIssue({ code: "custom", path: ["postcode"], message: fault });
  });

/** An address as it is kept: by the rules of its day, so it is read without judging it again. */
export const addressSchema = z.strictObject({
  firstName: z.string(),
  lastName: z.string(),
  street: z.string(),
  postcode: z.string(),
  town: z.string(),
  country: z.enum(COUNTRIES),
});
export type Address = z.infer<typeof addressSchema>;

/** What happened to an order, in order. */
export const timelineEntrySchema = z.object({
  event: z.enum([
    "held",
    "extended",
    "paid",
    "cancelled",
    "expired",
    "fulfilled",
    "refunded",
    "lines_cancelled",
    "returned",
    "refund_failed",
    "disputed",
  ]),
  at: z.coerce.date(),
  actor: actorRefSchema,
  note: z.string().nullable(),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

/**
 * Money that is on its way: written down before the gateway is asked and taken away when the outcome is known, so that
 * a crash in between leaves a trace. `key` is what the gateway knows it by; `state` what it last said of a charge.
 */
export const settlementSchema = z.object({
  kind: z.enum(["charge", "refund"]),
  key: z.string(),
  amountMinor: z.int(),
  at: z.coerce.date(),
  state: z.enum(["begun", "declined", "requires_action", "processing", "captured"]).default("begun"),
});
export type Settlement = z.infer<typeof settlementSchema>;

export const orderStatusSchema = z.enum(ORDER_STATUSES);
export const deliveryMethodSchema = z.enum(["none", "standard", "express"]);

/** An order as it is kept. `holdSeconds` is what one extension adds; `ownerKey` is `user:<id>` or `guest:<id>`. */
export const orderSchema = z.object({
  id: idSchema,
  number: z.string(),
  status: orderStatusSchema,
  ownerKey: z.string(),
  email: z.string().nullable(),
  address: addressSchema.nullable(),
  delivery: deliveryMethodSchema,
  lines: z.array(orderLineSchema),
  goodsMinor: z.int(),
  deliveryMinor: z.int(),
  totalMinor: z.int(),
  currency: currencySchema,
  /** Frozen when the address is given; null: an order of before rates were kept, taxed at 20 %. */
  vat: vatSchema.nullable().default(null),
  holdExpiresAt: z.coerce.date(),
  holdSeconds: z.int(),
  holdExtensions: z.int(),
  payment: paymentSchema.nullable(),
  settlement: settlementSchema.nullable(),
  timeline: z.array(timelineEntrySchema),
  /** Mails that this order owes its buyer: written with what they tell, taken away once they are sent. */
  mailsDue: z.array(z.enum(ORDER_MAILS)).default([]),
  /** The address that the hold was asked from; null when it is not known, and once the order holds nothing. */
  heldFrom: z.string().nullable().default(null),
  createdAt: z.coerce.date(),
  version: z.int(),
});
export type Order = z.infer<typeof orderSchema>;

/** What the present caller may do with an order, so that screens show only buttons that work. */
export const orderViewSchema = orderSchema
  .omit({
    ownerKey: true,
    holdExtensions: true,
    settlement: true,
    mailsDue: true,
    heldFrom: true,
  })
  .extend({
    /** A charge or refund under way, which must not be made a second time. Null: there is none. */
    settling: settlementSchema.pick({ kind: true, state: true, amountMinor: true }).nullable().default(null),
    /** In the answer to a payment that the buyer must confirm at the bank: what the gateway's form goes on with. */
    paymentAction: z.object({ clientSecret: z.string() }).optional(),
    vatMinor: z.int(),
    /** What one extension adds. Answers that were remembered before it was told do not have it. */
    holdSeconds: z.int().default(900),
    /** The rate that `vatMinor` is of. */
    vatBasisPoints: z.int().default(OLD_VAT_BASIS_POINTS),
    holdExtensionsLeft: z.int(),
    may: z.object({
      pay: z.boolean(),
      cancel: z.boolean(),
      extend: z.boolean(),
      fulfil: z.boolean(),
      takeBack: z.boolean(),
    }),
  });
export type OrderView = z.infer<typeof orderViewSchema>;

const orderItemSchema = z.strictObject({ sku: skuSchema, quantity: quantitySchema });

/** One product (`productId`, `quantity`), or several SKUs (`items`). Prices, totals and owners never come from here. */
export const placeOrderSchema = z
  .strictObject({
    productId: idSchema.optional(),
    quantity: quantitySchema.optional(),
    items: z.array(orderItemSchema).min(1).max(MAX_ORDER_LINES).optional(),
  })
  .refine(
    (input) =>
      input.items === undefined
        ? input.productId !== undefined && input.quantity !== undefined
        : input.productId === undefined && input.quantity === undefined,
    { message: "Give either productId with quantity, or items." },
  );
export type PlaceOrderInput = z.infer<typeof placeOrderSchema>;

/**
 * Checkout in the storefront: the lines as the buyer saw them; they leave the cart when the hold begins. `cart` is the
 * state of the cart that was seen, as its view told; without it the cart as it is now is meant.
 */
export const checkoutSchema = z.strictObject({
  cart: z
    .string()
    .regex(/^[\w-]{22}$/, "This is no state of a cart.")
    .optional(),
  items: z.array(orderItemSchema).min(1).max(MAX_ORDER_LINES),
});
export type CheckoutInput = z.infer<typeof checkoutSchema>;

export const orderIdSchema = z.strictObject({ id: idSchema });
export const payOrderSchema = z.strictObject({
  id: idSchema,
  card: cardSchema.optional(),
  paymentMethod: paymentMethodSchema.optional(),
});
export type PayOrderInput = z.infer<typeof payOrderSchema>;
export const cancelOrderSchema = z.strictObject({
  id: idSchema,
  note: personNote(500).optional(),
});
export type CancelOrderInput = z.infer<typeof cancelOrderSchema>;

const someLines = z.array(orderItemSchema).min(1).max(MAX_ORDER_LINES);

/** Pieces of a held or paid order that its buyer does not want any more. All of them is the order itself. */
export const cancelLinesSchema = z.strictObject({
  id: idSchema,
  lines: someLines,
  note: personNote(400).optional(),
});
export type CancelLinesInput = z.infer<typeof cancelLinesSchema>;

/** Pieces that were sent and came back: `restock` puts them on the shelf again, else they are not sold again. */
export const returnLinesSchema = z.strictObject({
  id: idSchema,
  lines: someLines,
  restock: z.boolean(),
  note: personNote(400).optional(),
});
export type ReturnLinesInput = z.infer<typeof returnLinesSchema>;

/** Where a held order goes and where its receipt goes: filled in before paying. */
export const describeOrderSchema = z.strictObject({
  id: idSchema,
  email: mailAddressSchema,
  address: typedAddressSchema,
  delivery: z.enum(["standard", "express"]),
});
export type DescribeOrderInput = z.infer<typeof describeOrderSchema>;

export const listOrdersSchema = z.object({
  status: orderStatusSchema.optional(),
  q: z.string().trim().max(100).optional(),
  cursor: cursorSchema.optional(),
  limit: limitSchema,
});
export type ListOrdersInput = z.infer<typeof listOrdersSchema>;

/** An owner or an address with what it has on hold: `who` is a mail address, "Guest", or the address. */
export const holderSchema = z.object({
  kind: z.enum(["owner", "address"]),
  key: z.string(),
  who: z.string(),
  holds: z.int(),
  pieces: z.int(),
  /** When the last of its holds ends. */
  endsAt: z.coerce.date(),
  /** Its newest holds. */
  orders: z.array(z.object({ id: z.string(), number: z.string() })),
});
export type HolderView = z.infer<typeof holderSchema>;
export const holdersSchema = z.array(holderSchema);

/** What is on hold for one owner. */
export const heldOrdersSchema = z.array(orderViewSchema);

export const orderListSchema = z.object({
  items: z.array(orderViewSchema),
  nextCursor: z.string().nullable(),
});
