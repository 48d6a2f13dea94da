import type { StockListRow } from "@scarlet/domain/inventory";
import type { OrderView } from "@scarlet/domain/orders";
import { Icon } from "@scarlet/ui/layout/icon";
import { Gauge, Hand, Mail, Package, Receipt, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { ordersCopy } from "../../copy/orders/list.ts";
import { pageNames } from "../../copy/pages.ts";
import { paletteCopy } from "../../copy/palette.ts";
import { OrderStatusBadge } from "../../orders/order-status.tsx";
import { AvailableStock } from "../../parts/data/available-stock.tsx";
import { Thumbnail } from "../../parts/data/thumbnail.tsx";

/** One entry in the list of the palette. Entries of the same group stand together under its name. */
export type PaletteResult = {
  readonly key: string;
  readonly group: string;
  readonly href: string;
  readonly picture: ReactNode;
  readonly words: ReactNode;
  readonly fact?: ReactNode;
};

const PAGES = [
  { words: pageNames.inventory, href: "/inventory", icon: Package },
  { words: paletteCopy.views.lowStock, href: "/inventory?view=low", icon: Package },
  { words: paletteCopy.views.outOfStock, href: "/inventory?view=out", icon: Package },
  { words: paletteCopy.views.heldNow, href: "/inventory?view=held", icon: Package },
  { words: pageNames.orders, href: "/orders", icon: Receipt },
  { words: pageNames.holders, href: "/holders", icon: Hand },
  { words: pageNames.cache, href: "/cache", icon: Gauge },
  { words: pageNames.mail, href: "/mail", icon: Mail },
  { words: pageNames.issues, href: "/issues", icon: TriangleAlert },
  { words: paletteCopy.views.ordersToBeSent, href: "/orders?status=paid", icon: Receipt },
] as const;

/** The SKUs and orders found, then the pages whose name contains the text. Without text, all pages. */
export function resultsFor(
  q: string,
  found: { rows: readonly StockListRow[]; orders: readonly OrderView[] },
): PaletteResult[] {
  const wanted = q.toLowerCase();
  const pages = PAGES.filter((page) => page.words.toLowerCase().includes(wanted));
  return [
    ...found.rows.map(skuResult),
    ...found.orders.map(orderResult),
    ...pages.map(({ words, href, icon }) => ({
      key: href,
      group: paletteCopy.groups.pages,
      href,
      picture: <Icon of={icon} />,
      words,
    })),
  ];
}

function skuResult(row: StockListRow): PaletteResult {
  const options = Object.values(row.product.options).join(", ");
  return {
    key: row.sku,
    group: paletteCopy.groups.skus,
    href: `/inventory/${row.sku}`,
    picture: <Thumbnail art={row.product.art} />,
    words: (
      <>
        {row.product.title}
        {options !== "" && `, ${options}`} <span className="quiet small">{row.sku}</span>
      </>
    ),
    fact: <AvailableStock available={row.available} lowStockAt={row.lowStockAt} />,
  };
}

function orderResult(order: OrderView): PaletteResult {
  return {
    key: order.id,
    group: paletteCopy.groups.orders,
    href: `/orders/${order.id}`,
    picture: <Icon of={Receipt} />,
    words: `${order.number}, ${ordersCopy.customer(order)}`,
    fact: <OrderStatusBadge order={order} />,
  };
}
