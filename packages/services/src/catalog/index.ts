export { getProduct } from "./get-product.ts";
export { listNeighbours } from "./list-neighbours.ts";
export { listProducts } from "./list-products.ts";
export { listShelves } from "./list-shelves.ts";
export { listSlugs } from "./list-slugs.ts";
export { pageOfProducts } from "./page-of-products.ts";
export { type CatalogContext, productCard, readTogether } from "./product-view.ts";
