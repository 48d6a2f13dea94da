import type { MovementView } from "@scarlet/domain/inventory";
import Link from "next/link";
import { Timestamp } from "../../format/timestamp.tsx";
import { changeCopy } from "./movement-copy.ts";
import { distinctReason } from "./reason-copy.ts";

/** One movement as an item of the short history in the drawer. */
export function MovementLine({ movement }: { movement: MovementView }) {
  const { before, after, actor, orderId, orderNumber } = movement;
  const reason = distinctReason(movement);
  return (
    <li>
      <span className={movement.delta.onHand === 0 ? "mark" : "mark mark-on"} aria-hidden="true" />
      <div>
        <p>
          <b>{changeCopy(movement)}</b>{" "}
          <span className="quiet">
            by <bdi>{actor.name}</bdi>
          </span>
          {orderId !== null && (
            <>
              {", "}
              <Link className="link" href={`/orders/${orderId}`} prefetch={false}>
                {orderNumber ?? "order"}
              </Link>
            </>
          )}
          {orderId === null && reason !== undefined && <>, {reason}</>}
        </p>
        <span className="effect">
          on hand {step(before.onHand, after.onHand)}, reserved {step(before.reserved, after.reserved)}
        </span>
      </div>
      <Timestamp at={movement.at} />
    </li>
  );
}

function step(before: number, after: number): string {
  return before === after ? String(after) : `${before} → ${after}`;
}
