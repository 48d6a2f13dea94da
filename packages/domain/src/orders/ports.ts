import type { StockStore } from "../inventory/index.ts";
import type { HolderView, ListOrdersInput, Order, OrderMail } from "./schema.ts";

/** Reads orders, and changes those of their fields that move no stock. Writes that move stock go through `OrderStock`. */
export interface OrderStore {
  findById(id: string): Promise<Order | null>;
  /** Newest first. `ownerKey` narrows to one shopper's orders; with `byNumberOnly` neither names nor addresses are searched. */
  list(
    input: ListOrdersInput & { readonly ownerKey?: string; readonly byNumberOnly?: boolean },
  ): Promise<{ items: Order[]; nextCursor: string | null }>;
  /** Which owners and which addresses hold most pieces at `now`, most first: so many of each kind. */
  holders(now: Date, limit: number): Promise<HolderView[]>;
  /** Replaces the order whose version is one lower. False when another write was quicker. */
  replace(order: Order): Promise<boolean>;
  /**
   * Which kinds of work orders have for the housekeeper just now, by one look: holds that have ended, money last tried
   * before `settleBefore`, mails as `owingMail` tells them.
   */
  workDue(now: Date, by: { readonly settleBefore: Date; readonly holdsEndBy: Date }): Promise<WorkKind[]>;
  /**
   * Orders whose money is under way and that were last tried before `before`, oldest try first. Orders that cannot be
   * read are listed apart in `broken`, so that they block none of the others.
   */
  unsettled(before: Date, limit: number): Promise<WorkBatch>;
  /**
   * After a failed attempt: the order's money is not tried again before `from`, and with null not at all until the
   * order changes or staff ask for it. Moves no version.
   */
  settleLater(id: string, tries: number, from: Date | null): Promise<void>;
  /**
   * Orders that owe their buyer a mail, in no order that matters. One before the end of a hold counts only for open
   * holds that end after `now` and by `holdsEndBy`. Those whose mails could not be sent wait for their time.
   */
  owingMail(now: Date, holdsEndBy: Date, limit: number): Promise<WorkBatch>;
  /** After an attempt in vain: the order's mails wait until `after`. Moves no version. */
  mailLater(id: string, tries: number, after: Date): Promise<void>;
  /** Sets aside all mails that an order owes, until staff ask for them. Does not change the version. */
  mailsGivenUp(id: string): Promise<void>;
  /** What was given up is due again: money from `from`, and mails at once. */
  tryAgain(id: string, from: Date): Promise<void>;
  /**
   * Takes away a mail that was sent, from those orders that are still as they were read; others owe it once more, and
   * its key keeps it from being sent twice. Moves no version: nothing that anybody decides by has changed.
   */
  mailsSent(mail: OrderMail, orders: readonly MailRef[]): Promise<void>;
  /** Gives all orders of a guest to the user who signed in. */
  reassign(fromOwnerKey: string, toOwnerKey: string): Promise<void>;
}

/** What the housekeeper does for orders. */
export type WorkKind = "holds" | "money" | "mail";

/** Orders with work to be done, how often each was tried in vain, and those that cannot be read. */
export type WorkBatch = {
  readonly work: readonly { readonly order: Order; readonly tries: number }[];
  readonly broken: readonly { readonly id: string; readonly number: string; readonly reason: string }[];
};

/** An order as it was when its mail was written. */
export type MailRef = Pick<Order, "id" | "version">;

/** The one door for writes that move stock: orders are the holds. */
export type OrderStock = StockStore<Order>;

/** Hands out order numbers, `SC-` and a figure, from blocks kept per process: gaps are fine, repeats are not. */
export interface OrderNumbers {
  next(): Promise<string>;
}
