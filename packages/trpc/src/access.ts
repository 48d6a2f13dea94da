import type { Permission } from "@scarlet/domain/accounts";
import type { AppRouter } from "./app-router.ts";

/** Who may call a procedure. */
export type Access =
  /** Everybody, also without a name. */
  | { readonly kind: "anybody" }
  /** People and guests, each for themselves; a stranger of the storefront becomes a guest by it. */
  | { readonly kind: "buyers" }
  /** People and guests, each for what is theirs. */
  | { readonly kind: "known" }
  /** Whoever owns the order that is named; `others`: those who may do it with anybody's. */
  | { readonly kind: "owner"; readonly others: Permission }
  /** Staff with this permission. */
  | { readonly kind: "staff"; readonly permission: Permission };

type NamesOf<Tree> = {
  [Name in keyof Tree & string]: Tree[Name] extends { readonly _def: { readonly type: string } }
    ? Name
    : `${Name}.${NamesOf<Tree[Name]>}`;
}[keyof Tree & string];

/** Every procedure of the shop, such as `orders.place`. */
export type ProcedureName = NamesOf<AppRouter["_def"]["record"]>;

const anybody = { kind: "anybody" } as const;
const buyers = { kind: "buyers" } as const;
const known = { kind: "known" } as const;
const ownerOr = (others: Permission) => ({ kind: "owner", others }) as const;
const staff = (permission: Permission) => ({ kind: "staff", permission }) as const;

/**
 * The rule of each procedure. A procedure without one does not compile; that each is kept to, by every role, with what is its own and
 * what is not, is tested cell by cell. The verbs decide (`authorize`, `orderFor`), this says what they must decide.
 */
export const ACCESS: Readonly<Record<ProcedureName, Access>> = {
  "accounts.me": anybody,
  "backInStock.forget": anybody,
  "backInStock.request": anybody,
  "backInStock.waiting": staff("stock.read"),
  "cache.ask": staff("stock.read"),
  "cache.health": staff("stock.read"),
  "cache.history": staff("stock.read"),
  "cache.inspect": staff("stock.read"),
  "cache.products": staff("stock.read"),
  "cache.purge": staff("cache.purge"),
  "cache.renewEpoch": staff("cache.switch"),
  "cache.switchOff": staff("cache.switch"),
  "cache.switchOn": staff("cache.switch"),
  "cache.warm": staff("cache.switch"),
  "cart.add": buyers,
  "cart.bringOver": known,
  "cart.changeQuantity": buyers,
  "cart.get": anybody,
  "cart.remove": buyers,
  "catalog.list": anybody,
  "catalog.neighbours": anybody,
  "catalog.page": anybody,
  "catalog.product": anybody,
  "catalog.shelves": anybody,
  "catalog.slugs": anybody,
  "inventory.adjust": staff("stock.adjust"),
  "inventory.counts": staff("stock.read"),
  "inventory.drift": staff("stock.read"),
  "inventory.lastSale": anybody,
  "inventory.latestMovements": anybody,
  "inventory.storeroom": anybody,
  "inventory.list": staff("stock.read"),
  "inventory.movements": staff("stock.read"),
  "mail.list": staff("mail.read"),
  "mail.retry": staff("mail.retry"),
  "orders.cancel": ownerOr("orders.cancel_any"),
  "orders.cancelLines": ownerOr("orders.cancel_any"),
  "orders.checkout": buyers,
  "orders.closeIssue": staff("orders.cancel_any"),
  "orders.describe": ownerOr("orders.pay_any"),
  "orders.extendHold": ownerOr("orders.extend_any"),
  "orders.fulfil": staff("orders.fulfil"),
  "orders.get": ownerOr("orders.read_all"),
  "orders.held": anybody,
  "orders.holdAgain": ownerOr("orders.extend_any"),
  "orders.holders": staff("orders.cancel_any"),
  "orders.issues": staff("orders.read_all"),
  "orders.list": staff("orders.read_all"),
  "orders.mine": known,
  "orders.pay": ownerOr("orders.pay_any"),
  "orders.place": buyers,
  "orders.retryIssue": staff("orders.cancel_any"),
  "orders.takeBack": staff("orders.cancel_any"),
  "stock.changes": anybody,
};
