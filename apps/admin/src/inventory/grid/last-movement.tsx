import type { MovementView } from "@scarlet/domain/inventory";
import Link from "next/link";
import { ledgerCopy } from "../../copy/inventory/ledger.ts";
import { inventoryCopy } from "../../copy/inventory/list.ts";
import { Timestamp } from "../../format/timestamp.tsx";
import { movementAmount } from "../ledger/movement-kinds.ts";
import { distinctReason } from "../ledger/reasons.ts";

type LastMovementProps = {
  movement: MovementView | null;
  /** The row's version: figures come by themselves, and movements with the list only. */
  version: number;
};

/** The content of the last column: the newest movement of a SKU with its reason or order, who made it and when. */
export function LastMovement({ movement, version }: LastMovementProps) {
  if (movement === null) return <span className="quiet">{inventoryCopy.noMovement}</span>;
  if (movement.version < version) return <span className="quiet">{inventoryCopy.newerMovement}</span>;
  const reason = distinctReason(movement);
  return (
    <div className="two-lines">
      <span>
        {ledgerCopy.change(movement.kind, movementAmount(movement))}
        {(movement.orderId !== null || reason !== undefined) && <span className="quiet"> · </span>}
        {movement.orderId === null ? (
          reason !== undefined && ledgerCopy.reason(reason)
        ) : (
          <Link className="link" href={`/orders/${movement.orderId}`} prefetch={false} tabIndex={-1}>
            {movement.orderNumber ?? ledgerCopy.order}
          </Link>
        )}
      </span>
      <span>
        <span className="movement-actor">
          <bdi>{movement.actor.name}</bdi>,{" "}
        </span>
        <Timestamp at={movement.at} />
      </span>
    </div>
  );
}
