import type { StockListRow } from "@scarlet/domain/inventory";
import type { OrderView } from "@scarlet/domain/orders";
import { Gauge, Hand, Mail, Package, Receipt, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { customerName } from "../../orders/order-copy.ts";
import { OrderStatusBadge } from "../../orders/order-status.tsx";
import { AvailableStock } from "../../parts/data/available-stock.tsx";
import { Thumbnail } from "../../parts/data/thumbnail.tsx";
import { Icon } from "../../parts/layout/icon.tsx";

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
  { words: "Inventory", href: "/inventory", icon: Package },
  { words: "Low stock", href: "/inventory?view=low", icon: Package },
  { words: "Out of stock", href: "/inventory?view=out", icon: Package },
  { words: "Held now", href: "/inventory?view=held", icon: Package },
  { words: "Orders", href: "/orders", icon: Receipt },
  { words: "Who holds what", href: "/holders", icon: Hand },
  { words: "Cache health", href: "/cache", icon: Gauge },
  { words: "Mail outbox", href: "/mail", icon: Mail },
  { words: "Issues", href: "/issues", icon: TriangleAlert },
  { words: "Orders to be sent", href: "/orders?status=paid", icon: Receipt },
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
      group: "Go to",
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
    group: "SKUs",
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
    group: "Orders",
    href: `/orders/${order.id}`,
    picture: <Icon of={Receipt} />,
    words: `${order.number}, ${customerName(order)}`,
    fact: <OrderStatusBadge order={order} />,
  };
}
