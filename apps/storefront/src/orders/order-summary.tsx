import type { OrderView } from "@scarlet/domain/orders";
import { FixedCartLine } from "@scarlet/ui/order/cart-line";
import { PostalAddress } from "@scarlet/ui/order/postal-address";
import { Totals } from "@scarlet/ui/order/totals";
import { choiceWords } from "../format/choice.ts";
import { pieceWords } from "./describe-order.ts";
import { totalsRows } from "./totals-rows.ts";

type Props = {
  readonly order: OrderView;
  readonly title: React.ReactNode;
  readonly label: string;
  /** What is chosen but not written down yet. */
  readonly sums?: Readonly<{
    deliveryMinor: number;
    vatMinor: number;
    vatBasisPoints: number;
    totalMinor: number;
  }>;
  readonly withAddress?: boolean;
};

/** What an order holds and what it comes to. */
export function OrderSummary({ order, title, label, sums, withAddress = false }: Props) {
  const { address } = order;
  // Before an address is given nobody has chosen a delivery: none is not the same as free.
  const written = order.delivery === "none" ? undefined : order.deliveryMinor;
  return (
    <aside className="summary" aria-label={label}>
      <h2 className="subheading">{title}</h2>
      <ul className="lines lines-small">
        {order.lines.map((line) => (
          <FixedCartLine
            key={line.sku}
            title={line.title}
            choice={[choiceWords(line.options), ...pieceWords(line)].filter(Boolean).join(", ")}
            art={line.art}
            totalMinor={line.unitPriceMinor * line.quantity}
          />
        ))}
      </ul>
      <Totals rows={totalsRows({ ...order, deliveryMinor: written, ...sums })} />
      {withAddress && address && <PostalAddress address={address} className="small quiet" />}
    </aside>
  );
}
