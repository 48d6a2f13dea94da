import type { Metadata } from "next";
import { CartPage } from "../../cart/cart-page.tsx";
import { placesCopy } from "../../copy/places.ts";
import { durationWords } from "../../copy/time.ts";
import { env } from "../../env.ts";
import { Hydrated } from "../../trpc/hydrated.tsx";
import { handOver, prefetch, read, trpc } from "../../trpc/server.ts";

export const metadata: Metadata = { title: placesCopy.cart, robots: { index: false } };

export default async function CartRoute() {
  const cart = trpc.cart.get.queryOptions();
  const { lines } = await read(cart);
  // An empty cart, and one that falls short, says at once what is on hold for this visitor.
  const held = trpc.orders.held.queryOptions();
  const isShort = lines.some(({ availableStock, askedQuantity }) => availableStock < askedQuantity);
  const asked = lines.length === 0 || isShort ? [held] : [];
  await Promise.all(asked.map((each) => prefetch(each)));
  return (
    <Hydrated state={handOver([cart.queryKey, ...asked.map(({ queryKey }) => queryKey)])}>
      <CartPage holdWords={durationWords(env().HOLD_SECONDS)} />
    </Hydrated>
  );
}
