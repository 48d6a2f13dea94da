import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { readMe } from "../../account/me.ts";
import { CheckoutPage } from "../../checkout/checkout-page.tsx";
import { placesCopy } from "../../copy/places.ts";
import { readOrder } from "../../orders/read-order.ts";
import { Hydrated } from "../../trpc/hydrated.tsx";
import { handOver } from "../../trpc/server.ts";

export const metadata: Metadata = { title: placesCopy.checkout, robots: { index: false } };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function CheckoutRoute({ searchParams }: { searchParams: Search }) {
  const { order: named } = await searchParams;
  // Nothing is held without an order; the way to one leads through the cart.
  if (named === undefined) redirect("/cart");
  const [{ query, order }, me] = await Promise.all([readOrder(named), readMe()]);
  if (order.status !== "pending" && order.status !== "expired") redirect(`/orders/${order.id}`);
  return (
    <Hydrated state={handOver([query.queryKey])}>
      <CheckoutPage id={order.id} email={me?.email ?? ""} />
    </Hydrated>
  );
}
