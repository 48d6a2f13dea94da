import { slugSchema } from "@scarlet/domain/kernel";
import { notFound } from "next/navigation";
import { cardFacts } from "../../../catalog/card-facts.ts";
import { siteCopy } from "../../../copy/site.ts";
import { SHARE_IMAGE_SIZE, shareImage } from "../../../sharing/share-image.tsx";
import { read, trpc } from "../../../trpc/server.ts";

export const size = SHARE_IMAGE_SIZE;
export const contentType = "image/png";
export const alt = siteCopy.sharedProduct;

export default async function SharedProduct({ params }: { readonly params: Promise<{ slug: string }> }) {
  const slug = slugSchema.safeParse((await params).slug);
  if (!slug.success) notFound();
  const product = await read(trpc.catalog.product.queryOptions({ slug: slug.data }));
  return shareImage(cardFacts(product).art);
}
