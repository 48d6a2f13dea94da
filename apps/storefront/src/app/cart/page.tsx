import type { Metadata } from "next";
import { CartPage } from "../../cart/cart-page.tsx";
import { env } from "../../env.ts";
import { Hydrated } from "../../trpc/hydrated.tsx";
import { handOver, read, trpc } from "../../trpc/server.ts";
import { durationWords } from "../../words/duration.ts";

export const metadata: Metadata = { title: "Cart", robots: { index: false } };

export default async function CartRoute() {
  const cart = trpc.cart.get.queryOptions();
  await read(cart);
  return (
    <Hydrated state={handOver([cart.queryKey])}>
      <CartPage holdWords={durationWords(env().HOLD_SECONDS)} />
    </Hydrated>
  );
}
