import { skuSchema } from "@scarlet/domain/kernel";
import { dehydrate } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LEDGER_PAGE_SIZE } from "../../../../inventory/ledger/ledger-page-size.ts";
import { SkuPage } from "../../../../inventory/sku-page.tsx";
import { Hydrated } from "../../../../trpc/hydrated.tsx";
import { getQueryClient, trpc } from "../../../../trpc/server.ts";

type Params = Promise<{ sku: string }>;

async function readSku(params: Params): Promise<string> {
  // Not decoded: no character that a SKU may have is escaped in an address.
  const sku = skuSchema.safeParse((await params).sku);
  return sku.success ? sku.data : notFound();
}

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  return { title: await readSku(params) };
}

export default async function OneSkuPage({ params }: { params: Params }) {
  const sku = await readSku(params);
  const queries = getQueryClient();
  await Promise.all([
    queries.prefetchQuery(trpc.inventory.list.queryOptions({ sku, limit: 1 })),
    queries.prefetchQuery(trpc.backInStock.waiting.queryOptions({ sku })),
    queries.prefetchInfiniteQuery(
      trpc.inventory.movements.infiniteQueryOptions(
        { sku, limit: LEDGER_PAGE_SIZE },
        { getNextPageParam: (page) => page.nextCursor ?? undefined },
      ),
    ),
  ]);
  return (
    <Hydrated state={dehydrate(queries)}>
      <SkuPage sku={sku} />
    </Hydrated>
  );
}
