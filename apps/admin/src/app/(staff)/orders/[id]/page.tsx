import { idSchema } from "@scarlet/domain/kernel";
import { dehydrate } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ordersCopy } from "../../../../copy/orders/list.ts";
import { OrderPage } from "../../../../orders/order-page.tsx";
import { Hydrated } from "../../../../trpc/hydrated.tsx";
import { getQueryClient, trpc } from "../../../../trpc/server.ts";

type Params = Promise<{ id: string }>;

async function readOrder(params: Params) {
  const id = idSchema.safeParse((await params).id);
  if (!id.success) notFound();
  const queries = getQueryClient();
  const options = trpc.orders.get.queryOptions({ id: id.data });
  await queries.prefetchQuery(options);
  return { id: id.data, queries, order: queries.getQueryData(options.queryKey) };
}

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { order } = await readOrder(params);
  return { title: order?.number ?? ordersCopy.order };
}

export default async function OneOrderPage({ params }: { params: Params }) {
  const { id, queries } = await readOrder(params);
  return (
    <Hydrated state={dehydrate(queries)}>
      <OrderPage id={id} />
    </Hydrated>
  );
}
