import type { Mail } from "../mail/index.ts";
import type { BackInStockRequest } from "./schema.ts";

/** Writes the mail to somebody. `waitsForMore`: the address has other requests. Pure: it may run several times. */
export type WriteMail = (request: BackInStockRequest, waitsForMore: boolean) => Mail;

/** Who wants to be told when a SKU is back. */
export interface BackInStockStore {
  /**
   * Keeps a request. One address waits for a SKU once: the earlier request keeps its place, and this one is dropped without
   * a word. Of an address's requests the latest `MAX_REQUESTS_PER_ADDRESS` stay. Raises `back_in_stock.too_many_waiting`.
   */
  add(request: BackInStockRequest): Promise<void>;
  /** Takes one request away, if it is there. */
  remove(id: string): Promise<void>;
  /** Takes all requests of a folded address away. */
  forget(address: string): Promise<void>;
  /** How many wait for a SKU. */
  countOf(sku: string): Promise<number>;
  /** The next SKUs in order that somebody waits for; from the first when `after` is null. */
  skusAfter(after: string | null, limit: number): Promise<string[]>;
  /** Those of these SKUs that somebody waits for and that can be bought. */
  buyable(skus: readonly string[]): Promise<string[]>;
  /**
   * In one transaction: asks `piecesToTell` how many, puts the mails to the first of those who wait into the outbox, takes
   * their requests away and remembers the round. Two at once conflict, and one of them counts again, so nobody is told
   * twice and never more people than pieces. Touches no stock, so no sale waits for it. Tells how many were told.
   */
  tellNext(sku: string, write: WriteMail): Promise<number>;
}

/** What a key of ours may forget: one request, or all of a folded address. */
export type Forgettable =
  | { readonly kind: "request"; readonly id: string }
  | { readonly kind: "address"; readonly address: string };

/** Seals what may be forgotten, so that only whoever was given the key can have it done, and nobody can read it. */
export interface ForgetKeys {
  /** A key of letters, digits, dashes and underscores, good for as long as a request lives. */
  seal(what: Forgettable): string;
  /** Null: not made by this shop, or over. */
  open(key: string): Forgettable | null;
}
