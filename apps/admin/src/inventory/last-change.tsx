import type { MovementView } from "@scarlet/domain/inventory";
import Link from "next/link";
import { Moment } from "../words/moment.tsx";
import { changeWords } from "./movement-words.ts";
import { tellingReason } from "./reasons.ts";

/** The newest movement of a row: what and why, who and when. */
export function LastChange({ movement }: { movement: MovementView | null }) {
  if (movement === null) return <span className="quiet">Nothing yet</span>;
  const reason = tellingReason(movement);
  return (
    <div className="two">
      <span>
        {changeWords(movement)}
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
