export { productNotFound } from "./errors.ts";
export { readListCursor, writeListCursor } from "./list-cursor.ts";
export {
  type Cached,
  type CacheOutcome,
  type CatalogCache,
  LIST_HEAD_SIZE,
  type ListEntry,
  type ListHead,
  type ListPosition,
  type Popularity,
  type ProductChange,
  type ProductStore,
} from "./ports.ts";
export { firstSkuWith, openingSku, type StockLevel, searchTokens, stockLevel, stockWords } from "./rules.ts";
export {
  type Art,
  artSchema,
  type Category,
  categorySchema,
  getProductSchema,
  type ListProductsInput,
  listProductsSchema,
  MAX_NUMBERED_PAGES,
  type Product,
  type ProductFilter,
  type ProductPageInput,
  type ProductSku,
  productFilterSchema,
  productPageSchema,
  productSchema,
  productSkuSchema,
  SORTS,
  type Sort,
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
