import type { MovementView } from "@scarlet/domain/inventory";
import { TimelineItem } from "@scarlet/ui/order/timeline";
import Link from "next/link";
import { ledgerCopy } from "../../copy/inventory/ledger.ts";
import { Timestamp } from "../../format/timestamp.tsx";
import { movementAmount } from "./movement-kinds.ts";
import { distinctReason } from "./reasons.ts";

/** One movement as an item of the short history in the drawer. */
export function MovementLine({ movement }: { movement: MovementView }) {
  const { before, after, actor, orderId, orderNumber } = movement;
  const reason = distinctReason(movement);
  return (
    <TimelineItem
      mark={movement.delta.onHand === 0 ? "hollow" : "filled"}
      time={<Timestamp at={movement.at} />}
    >
      <p>
        <b>{ledgerCopy.change(movement.kind, movementAmount(movement))}</b>{" "}
        <span className="quiet">
          {ledgerCopy.by}
          <bdi>{actor.name}</bdi>
        </span>
        {orderId !== null && (
          <>
            {", "}
            <Link className="link" href={`/orders/${orderId}`} prefetch={false}>
              {orderNumber ?? ledgerCopy.someOrder}
            </Link>
          </>
        )}
        {orderId === null && reason !== undefined && <>, {ledgerCopy.reason(reason)}</>}
      </p>
      <span className="timeline-effect">{ledgerCopy.levels(before, after)}</span>
    </TimelineItem>
  );
}
