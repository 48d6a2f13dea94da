import type { MovementView } from "@scarlet/domain/inventory";
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
    <li>
      <span className={movement.delta.onHand === 0 ? "mark" : "mark mark-on"} aria-hidden="true" />
      <div>
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
        <span className="effect">{ledgerCopy.levels(before, after)}</span>
      </div>
      <Timestamp at={movement.at} />
    </li>
  );
}
