import { slugSchema } from "@scarlet/domain/kernel";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readShelves } from "../../../catalog/read-shelves.ts";
import { durationWords } from "../../../copy/time.ts";
import { env } from "../../../env.ts";
import { productData } from "../../../product/product-data.ts";
import { ProductPage } from "../../../product/product-page.tsx";
import { OPEN_GRAPH_DEFAULTS } from "../../../sharing/open-graph.ts";
import { Hydrated } from "../../../trpc/hydrated.tsx";
import { handOver, latest, prefetch, read, trpc } from "../../../trpc/server.ts";

type Props = {
  readonly params: Promise<{ slug: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
};

async function readProduct(params: Props["params"]) {
  const slug = slugSchema.safeParse((await params).slug);
  if (!slug.success) notFound();
  const query = trpc.catalog.product.queryOptions({ slug: slug.data });
  const beside = trpc.catalog.neighbours.queryOptions({ slug: slug.data });
  // Metadata is asked for first: all that the page needs is read from here on, in one question.
  void prefetch(beside);
  return { query, beside, product: await read(query) };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { product } = await readProduct(params);
  const canonical = `/products/${product.slug}`;
  return {
    title: product.title,
    description: product.description,
    alternates: { canonical },
    openGraph: {
      ...OPEN_GRAPH_DEFAULTS,
      title: product.title,
      description: product.description,
      url: canonical,
    },
  };
}

export default async function Product({ params, searchParams }: Props) {
  const { query, beside, product } = await readProduct(params);
  const { sku } = await searchParams;
  const [shelves] = await Promise.all([readShelves(), prefetch(beside)]);
  const shelfName = shelves.find(({ slug }) => slug === product.category)?.name ?? product.category;
  return (
    <Hydrated state={handOver([query.queryKey, beside.queryKey])}>
      <script
        type="application/ld+json"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: data for machines; every "<" in it is written as an escape.
        dangerouslySetInnerHTML={{
          __html: productData(latest(query, product), shelfName, env().STOREFRONT_URL),
        }}
      />
      <ProductPage
        key={product.id}
        slug={product.slug}
        sku={typeof sku === "string" ? sku : undefined}
        shelfName={shelfName}
        holdWords={durationWords(env().HOLD_SECONDS)}
      />
    </Hydrated>
  );
}
