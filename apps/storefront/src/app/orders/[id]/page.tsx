import type { Metadata } from "next";
import { ordersCopy } from "../../../copy/orders.ts";
import { OrderPage } from "../../../orders/order-page.tsx";
import { readOrder } from "../../../orders/read-order.ts";
import { Hydrated } from "../../../trpc/hydrated.tsx";
import { handOver } from "../../../trpc/server.ts";

type Params = Promise<{ id: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { order } = await readOrder((await params).id);
  return { title: ordersCopy.named(order.number), robots: { index: false } };
}

export default async function OrderRoute({ params }: { params: Params }) {
  const { query, order } = await readOrder((await params).id);
  return (
    <Hydrated state={handOver([query.queryKey])}>
      <OrderPage id={order.id} />
    </Hydrated>
  );
}
