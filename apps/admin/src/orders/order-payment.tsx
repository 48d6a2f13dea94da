import { formatMoney } from "@scarlet/domain/kernel";
import type { OrderView } from "@scarlet/domain/orders";
import { StatusLabel } from "../parts/feedback/status-label.tsx";
import { ScrollBox } from "../parts/layout/scroll-box.tsx";

/** The payment of an order and what of it was refunded. */
export function OrderPayment({
  order,
  payment,
}: {
  order: OrderView;
  payment: NonNullable<OrderView["payment"]>;
}) {
  const left = payment.amountMinor - payment.refundedMinor;
  return (
    <ScrollBox name="Payment">
      <table className="table table-lines">
        <thead>
          <tr>
            <th scope="col">Payment</th>
            <th scope="col">What</th>
            <th scope="col">State</th>
            <th scope="col" className="num">
              Amount
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td className="code">{payment.reference}</td>
            <td>
              {payment.gateway === "test" ? "Test card" : "Card"} ending {payment.cardLast4}
            </td>
            <td>
              {left > 0 ? (
                <StatusLabel shape="disc" tone="ok">
                  Captured
                </StatusLabel>
              ) : (
                <StatusLabel shape="back" tone="danger">
                  Refunded
                </StatusLabel>
              )}
            </td>
            <td className="num">{formatMoney(payment.amountMinor)}</td>
          </tr>
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={3} className="quiet order-foot">
              Paid {formatMoney(payment.amountMinor)}, refunded {formatMoney(payment.refundedMinor)}
              {order.status === "paid" && ", can still be refunded"}
              {order.settling?.kind === "refund" &&
                `; ${formatMoney(order.settling.amountMinor)} is due and not sent yet`}
            </td>
            <td className="num">
              <b>{formatMoney(left)}</b>
            </td>
          </tr>
        </tfoot>
      </table>
    </ScrollBox>
  );
}
