import { accountsShop } from "./accounts/shop.ts";
import { backInStockAdmin } from "./back-in-stock/admin.ts";
import { backInStockShop } from "./back-in-stock/shop.ts";
import { cacheAdmin } from "./cache/admin.ts";
import { cartShop } from "./cart/shop.ts";
import { catalogShop } from "./catalog/shop.ts";
import { inventoryAdmin } from "./inventory/admin.ts";
import { movementsShop, stockShop } from "./inventory/shop.ts";
import { mailAdmin } from "./mail/admin.ts";
import { ordersAdmin } from "./orders/admin.ts";
import { ordersShop } from "./orders/shop.ts";
import { router } from "./trpc.ts";

/** Everything that can be asked of the shop, room by room. */
export const appRouter = router({
  catalog: router(catalogShop),
  cart: router(cartShop),
  orders: router({ ...ordersShop, ...ordersAdmin }),
  inventory: router({ ...movementsShop, ...inventoryAdmin }),
  stock: router(stockShop),
  backInStock: router({ ...backInStockShop, ...backInStockAdmin }),
  cache: router(cacheAdmin),
  mail: router(mailAdmin),
  accounts: router(accountsShop),
});

/** The type that clients of the API are made from. */
export type AppRouter = typeof appRouter;
