import type { Product } from "@scarlet/domain/catalog";
import { actorRef, SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import { newOrder, type Order } from "@scarlet/domain/orders";

/** A held order of `quantity` pieces of a product's first SKU. */
export function buildOrder(
  product: Product,
  quantity: number,
  order: { readonly id: string; readonly now: Date } & Partial<Order>,
): Order {
  const [form] = product.skus;
  if (form === undefined) throw new Error(`${product.slug} has no SKU`);
  const { id, now, ...change } = order;
  const line = {
    sku: form.sku,
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
  const held = newOrder({
    id,
    number: `SC-${id.slice(-6)}`,
    ownerKey: "user:marta",
    email: "marta@example.com",
    lines: [line],
    holdSeconds: 900,
    actor: actorRef(SYSTEM_ACTOR),
    now,
  });
  return { ...held, ...change };
}
