import { formatMoney } from "@scarlet/domain/kernel";
import type { OrderView } from "@scarlet/domain/orders";
import { StatusLabel } from "@scarlet/ui/feedback/status-label";
import { Table } from "@scarlet/ui/layout/table";
import { orderCopy } from "../copy/orders/order.ts";
import { ScrollBox } from "../parts/layout/scroll-box.tsx";

/** The payment of an order and what of it was refunded. */
export function OrderPayment({
  order,
  payment,
}: {
  order: OrderView;
  payment: NonNullable<OrderView["payment"]>;
}) {
  const { columns, ...copy } = orderCopy.paid;
  const left = payment.amountMinor - payment.refundedMinor;
  return (
    <ScrollBox name={orderCopy.payment}>
      <Table
        className="table-lines"
        foot={
          <tr>
            <td colSpan={3} className="quiet payment-summary">
              {copy.summary({
                paidMinor: payment.amountMinor,
                refundedMinor: payment.refundedMinor,
                canRefund: order.status === "paid",
                dueMinor: order.settling?.kind === "refund" ? order.settling.amountMinor : undefined,
              })}
            </td>
            <td className="num">
              <b>{formatMoney(left)}</b>
            </td>
          </tr>
        }
        columns={[columns.payment, columns.what, columns.state, { name: columns.amount, numeric: true }]}
      >
        <tr>
          <td className="code">{payment.reference}</td>
          <td>{copy.card(payment)}</td>
          <td>
            {left > 0 ? (
              <StatusLabel shape="disc" tone="ok">
                {copy.captured}
              </StatusLabel>
            ) : (
              <StatusLabel shape="back" tone="danger">
                {copy.refunded}
              </StatusLabel>
            )}
          </td>
          <td className="num">{formatMoney(payment.amountMinor)}</td>
        </tr>
      </Table>
    </ScrollBox>
  );
}
