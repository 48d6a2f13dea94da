import type { CacheSpan } from "@scarlet/domain/cache";

/** The time spans to choose from, shortest first. */
export const SPANS: readonly CacheSpan[] = ["1h", "24h", "7d"];

/** The span that is selected when the page opens. */
export const DEFAULT_SPAN: CacheSpan = "24h";
