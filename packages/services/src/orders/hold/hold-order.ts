import { type Product, productNotFound } from "@scarlet/domain/catalog";
import {
  type Holder,
  insufficientStock,
  type StockDraft,
  sumLines,
  withOwnHolds,
} from "@scarlet/domain/inventory";
import { actorRef, type Intent } from "@scarlet/domain/kernel";
import {
  newOrder,
  type Order,
  type OrderLine,
  type OrderView,
  type PlaceOrderInput,
  requireWithinLimits,
} from "@scarlet/domain/orders";
import { ownerKeyOf } from "../../accounts/index.ts";
import type { LaneView, ServiceContext } from "../../context/index.ts";
import { reserveStock } from "../../inventory/index.ts";
import { reviveOrder, viewFor } from "../order-access.ts";
import { orderCause } from "../order-lane.ts";

export type HoldOrderContext = Pick<
  ServiceContext,
  | "actor"
  | "ids"
  | "products"
  | "stock"
  | "orderNumbers"
  | "holdSeconds"
  | "holdLimits"
  | "callerAddress"
  | "signal"
>;

/** A hold that is asked for: the SKUs whose stock is read, and the choice of lines once it is known. */
export type Wanted = {
  readonly skus: readonly string[];
  choose(draft: StockDraft): readonly OrderLine[];
};

/**
 * Holds stock under a new order. Prices and words are read from the database of record, never from a cache or the
 * caller. `asked`: where they were asked for already. Raises `catalog.product_not_found`, `inventory.insufficient_stock`, `orders.hold_bound`,
 * `orders.hold_too_soon` and what the lane raises.
 */
export async function holdOrder(
  ctx: HoldOrderContext,
  intent: Intent,
  input: PlaceOrderInput,
  asked: Promise<Wanted> = askFor(ctx, input),
): Promise<OrderView> {
  const ownerKey = ownerKeyOf(ctx.actor);
  return holdWanted(ctx, { intent, ownerKey, wanted: await asked });
}

/**
 * Asks for the things of an order before anybody knows whether it is a new one, so that the database is asked for both
 * at once. Its failure is for whoever holds the order, and nobody else's.
 */
export function askFor(ctx: Pick<ServiceContext, "products">, input: PlaceOrderInput): Promise<Wanted> {
  const asked =
    input.items === undefined
      ? oneProduct(ctx, input.productId ?? "", input.quantity ?? 1)
      : severalSkus(ctx, input.items);
  asked.catch(() => undefined);
  return asked;
}

/**
 * Holds of these lines what is left: of each as many pieces as there are. What left the shop is left out.
 * Raises `inventory.insufficient_stock` when nothing is left, and otherwise what `holdOrder` raises of holding.
 */
export async function holdLeftovers(
  ctx: HoldOrderContext,
  intent: Intent,
  lines: readonly { readonly sku: string; readonly quantity: number }[],
): Promise<OrderView> {
  const wanted = await whatIsLeft(ctx, lines);
  return holdWanted(ctx, { intent, ownerKey: ownerKeyOf(ctx.actor), wanted });
}

async function holdWanted(
  ctx: HoldOrderContext,
  {
    intent,
    ownerKey,
    wanted,
  }: { readonly intent: Intent; readonly ownerKey: string; readonly wanted: Wanted },
): Promise<OrderView> {
  const id = ctx.ids.newId();
  const number = await ctx.orderNumbers.next();
  const actor = actorRef(ctx.actor);
  const email = ctx.actor.kind === "user" ? ctx.actor.email : null;
  return reserveStock(ctx, {
    intent,
    skus: wanted.skus,
    cause: orderCause(id, actor),
    holders: holdersOf(ctx, ownerKey),
    signal: ctx.signal,
    revive: reviveOrder,
    choose: (draft) => wanted.choose(draft),
    explain: (refusal, view) => withOwnHolds(refusal, view.openHoldsOf({ kind: "owner", key: ownerKey })),
    hold(lines, view) {
      requireAllowed(ctx, { ownerKey, lines }, view);
      const { now } = view;
      const order = newOrder({
        id,
        number,
        ownerKey,
        email,
        heldFrom: ctx.callerAddress ?? null,
        lines,
        holdSeconds: ctx.holdSeconds,
        actor,
        now,
      });
      return { order, answer: viewFor(ctx.actor, order, now) };
    },
  });
}

/** Who is counted: the owner, who is also told of things that are on hold for them, and the address. */
function holdersOf({ callerAddress, holdLimits }: HoldOrderContext, ownerKey: string): Holder[] {
  if (holdLimits === null) return [];
  const owner = { kind: "owner", key: ownerKey } as const;
  return callerAddress === undefined ? [owner] : [owner, { kind: "address", key: callerAddress }];
}

function requireAllowed(
  { callerAddress, holdLimits }: HoldOrderContext,
  { ownerKey, lines }: { readonly ownerKey: string; readonly lines: readonly OrderLine[] },
  view: LaneView<Order>,
): void {
  if (holdLimits === null) return;
  const ofOwner = view.openHoldsOf({ kind: "owner", key: ownerKey });
  const ofAddress =
    callerAddress === undefined ? [] : view.openHoldsOf({ kind: "address", key: callerAddress });
  requireWithinLimits({ ownerKey, lines, ofOwner, ofAddress, now: view.now }, holdLimits);
}

/** The first SKU, in the product's order, that alone has enough. */
async function oneProduct(
  ctx: Pick<ServiceContext, "products">,
  productId: string,
  quantity: number,
): Promise<Wanted> {
  const [product] = await ctx.products.findByIds([productId]);
  if (product === undefined) throw productNotFound(productId);
  const skus = product.skus.map(({ sku }) => sku);
  return {
    skus,
    choose(draft) {
      const left = (sku: string) => draft.rows.get(sku)?.available ?? 0;
      const enough = skus.find((sku) => left(sku) >= quantity);
      if (enough === undefined)
        throw insufficientStock(Object.fromEntries(skus.map((sku) => [sku, left(sku)])));
      return [orderLine(product, enough, quantity)];
    },
  };
}

async function severalSkus(
  ctx: Pick<ServiceContext, "products">,
  items: readonly { readonly sku: string; readonly quantity: number }[],
): Promise<Wanted> {
  const sums = sumLines(items);
  const skus = sums.map(({ sku }) => sku);
  const products = await ctx.products.findBySkus(skus);
  const lines = sums.map(({ sku, quantity }) => {
    const product = products.find(
      (each) => each.status === "published" && each.skus.some((s) => s.sku === sku),
    );
    if (product === undefined) throw productNotFound(sku);
    return orderLine(product, sku, quantity);
  });
  return { skus, choose: () => lines };
}

async function whatIsLeft(
  ctx: Pick<ServiceContext, "products">,
  asked: readonly { readonly sku: string; readonly quantity: number }[],
): Promise<Wanted> {
  const sums = sumLines(asked.filter(({ quantity }) => quantity > 0));
  const found = await ctx.products.findBySkus(sums.map(({ sku }) => sku));
  const lines = sums.flatMap(({ sku, quantity }) => {
    const product = found.find(
      (each) => each.status === "published" && each.skus.some((form) => form.sku === sku),
    );
    return product === undefined ? [] : [orderLine(product, sku, quantity)];
  });
  return {
    skus: lines.map(({ sku }) => sku),
    choose(draft) {
      const left = (sku: string) => draft.rows.get(sku)?.available ?? 0;
      const there = lines.filter(({ sku }) => left(sku) > 0);
      if (there.length === 0) throw insufficientStock(Object.fromEntries(sums.map(({ sku }) => [sku, 0])));
      return there.map((line) => ({ ...line, quantity: Math.min(line.quantity, left(line.sku)) }));
    },
  };
}

function orderLine(product: Product, sku: string, quantity: number): OrderLine {
  const form = product.skus.find((each) => each.sku === sku);
  if (form === undefined) throw productNotFound(sku);
  return {
    sku,
    productId: product.id,
    slug: product.slug,
    title: product.title,
    options: form.options,
    art: form.art,
    quantity,
    unitPriceMinor: form.priceMinor,
    cancelled: 0,
    returned: 0,
  };
}
