export { createCatalogCache } from "./catalog-cache.ts";
export { fromChoices, toChoices } from "./option-choices.ts";
export { type CountedPopularity, createPopularity } from "./popularity.ts";
export { foundBy, fromProductRecord, toProductRecord } from "./product-record.ts";
export { createProductStore } from "./product-store.ts";
export { putCategories } from "./put-categories.ts";
