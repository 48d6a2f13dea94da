import type { MovementView } from "@scarlet/domain/inventory";
import Link from "next/link";
import { Moment } from "../../format/timestamp.tsx";
import { changeCopy } from "../ledger/movement-copy.ts";
import { distinctReason } from "../ledger/reason-copy.ts";

/** The newest movement of a row: what and why, who and when. */
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
        <Moment at={movement.at} />
      </span>
    </div>
  );
}
