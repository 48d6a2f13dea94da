import type { MovementView } from "@scarlet/domain/inventory";
import Link from "next/link";
import { Timestamp } from "../../format/timestamp.tsx";
import { changeCopy } from "../ledger/movement-copy.ts";
import { distinctReason } from "../ledger/reason-copy.ts";

/** The content of the last column: the newest movement of a SKU with its reason or order, who made it and when. */
export function LastMovement({ movement }: { movement: MovementView | null }) {
  if (movement === null) return <span className="quiet">Nothing yet</span>;
  const reason = distinctReason(movement);
  return (
    <div className="two">
      <span>
        {changeCopy(movement)}
        {(movement.orderId !== null || reason !== undefined) && <span className="quiet"> · </span>}
        {movement.orderId === null ? (
          reason
        ) : (
          <Link className="link" href={`/orders/${movement.orderId}`} prefetch={false} tabIndex={-1}>
            {movement.orderNumber ?? "Order"}
          </Link>
        )}
      </span>
      <span>
        <span className="actor">
          <bdi>{movement.actor.name}</bdi>,{" "}
        </span>
        <Timestamp at={movement.at} />
      </span>
    </div>
  );
}
