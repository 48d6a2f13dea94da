import type { ProductView, SkuView } from "@scarlet/domain/catalog";
import { artPath } from "@scarlet/ui/art/art-path";
import { placesCopy } from "../copy/places.ts";
import { siteCopy } from "../copy/site.ts";

function offer(product: ProductView, sku: SkuView, shopUrl: string) {
  const state = sku.availableStock > 0 ? "InStock" : "OutOfStock";
  return {
    "@type": "Offer",
    sku: sku.sku,
    name: [product.title, ...Object.values(sku.options)].join(", "),
    price: (sku.priceMinor / 100).toFixed(2),
    priceCurrency: product.currency,
    availability: `https://schema.org/${state}`,
    itemCondition: "https://schema.org/NewCondition",
    url: new URL(`/products/${product.slug}?sku=${sku.sku}`, shopUrl).href,
  };
}

/** The product for search engines, as schema.org writes it, safe inside a script element. */
export function productData(product: ProductView, shelfName: string, shopUrl: string): string {
  const url = (path: string) => new URL(path, shopUrl).href;
  const crumbs = [
    [placesCopy.home, "/"],
    [shelfName, `/categories/${product.category}`],
    [product.title, `/products/${product.slug}`],
  ] as const;
  const data = [
    {
      "@context": "https://schema.org",
      "@type": "Product",
      name: product.title,
      description: product.description,
      material: product.materials,
      category: shelfName,
      image: [url(artPath(product.art)), url(artPath(product.art, "detail"))],
      url: url(`/products/${product.slug}`),
      brand: { "@type": "Brand", name: siteCopy.name },
      offers: product.skus.map((sku) => offer(product, sku, shopUrl)),
    },
    {
      "@context": "https://schema.org",
      "@type": "BreadcrumbList",
      itemListElement: crumbs.map(([name, path], index) => ({
        "@type": "ListItem",
        position: index + 1,
        name,
        item: url(path),
      })),
    },
  ];
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}
