export { productNotFound } from "./errors.ts";
export { readListCursor, writeListCursor } from "./list-cursor.ts";
export { MAX_NUMBERED_PAGES } from "./numbered-pages.ts";
export {
  isPageRead,
  PAGE_READS,
  type PageReadProcedure,
  pageReadName,
  parsePageRead,
} from "./page-reads.ts";
export {
  type Cached,
  type CacheOutcome,
  type CatalogCache,
  type ContentVersions,
  LIST_HEAD_SIZE,
  type ListEntry,
  type ListGenerations,
  type ListHead,
  type ListHint,
  type ListPosition,
  type Popularity,
  type ProductStore,
  type SlugReading,
  worstOf,
} from "./ports.ts";
export { openingSku, type StockLevel, stockLevel } from "./rules.ts";
export {
  type Art,
  artSchema,
  type Category,
  categorySchema,
  getProductSchema,
  type ListProductsInput,
  listProductsSchema,
  type Product,
  type ProductFilter,
  type ProductPageInput,
  type ProductSku,
  productFilterSchema,
  productPageSchema,
  productSchema,
  productSkuSchema,
  SLUG_PAGE_SIZE,
  type SlugPageInput,
  SORTS,
  type Sort,
  slugPageSchema,
} from "./schema.ts";
export {
  type ProductCard,
  type ProductPageView,
  type ProductView,
  productCardSchema,
  productListSchema,
  productPageViewSchema,
  productViewSchema,
  type Shelf,
  type SkuView,
  shelfSchema,
  skuViewSchema,
} from "./view.ts";
