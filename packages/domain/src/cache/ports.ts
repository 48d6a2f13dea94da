import type {
  CacheHealth,
  CacheHistory,
  CacheInspection,
  CacheSpan,
  ProcessAnswers,
  Warmed,
} from "./schema.ts";

/** What staff may see and do of the stock cache. Nothing of it can make an answer wrong. */
export interface CacheAdmin {
  health(): Promise<CacheHealth>;
  history(span: CacheSpan): Promise<CacheHistory>;
  inspect(productIds: readonly string[]): Promise<CacheInspection[]>;
  /** Asks every living process what it would answer a shopper for this product now. Takes about a second. */
  ask(productId: string): Promise<ProcessAnswers>;
  /** Reads the most read products once more, as a shopper does. off: the cache is not in use; busy: it is being warmed. */
  warm(): Promise<Warmed | "off" | "busy">;
  /** Takes one product's value away; the next read fills it again. */
  purge(productId: string): Promise<void>;
  /** Switches the cache off for all; it comes back by itself in a new epoch. False: it was not on. */
  renewEpoch(): Promise<boolean>;
  /** Switches the cache off for all, until `switchOn`. Every read goes to the database meanwhile. */
  switchOff(who: { readonly by: string; readonly why: string | null }): Promise<void>;
  /** Lets it come back, through a drain. False: it was not switched off by hand. */
  switchOn(): Promise<boolean>;
}
