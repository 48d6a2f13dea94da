import type { OrderView, TimelineEntry } from "@scarlet/domain/orders";
import { Clock, CreditCard, Lock, type LucideIcon, TriangleAlert, Truck, Undo2, X } from "lucide-react";
import { Timestamp } from "../format/timestamp.tsx";
import { Icon } from "../parts/layout/icon.tsx";
import { eventCopy, stockEffectCopy } from "./order-copy.ts";

const ICONS: Readonly<Record<TimelineEntry["event"], LucideIcon>> = {
  held: Lock,
  extended: Clock,
  paid: CreditCard,
  cancelled: X,
  expired: Clock,
  fulfilled: Truck,
  refunded: Undo2,
  lines_cancelled: X,
  returned: Undo2,
  refund_failed: TriangleAlert,
  disputed: TriangleAlert,
};

const BAD: ReadonlySet<TimelineEntry["event"]> = new Set([
  "cancelled",
  "expired",
  "refund_failed",
  "disputed",
]);

/** Their notes begin with the lines they are about, so they are nobody's words alone. */
const NAMES_LINES: ReadonlySet<TimelineEntry["event"]> = new Set([
  "lines_cancelled",
  "returned",
  "refund_failed",
  "disputed",
]);

const AHEAD = { pending: "Waiting to be paid", paid: "Waiting to be sent" } as const;

/** What happened to an order, newest first, and what it did to stock. */
export function OrderTimeline({ order }: { order: OrderView }) {
  const ahead = order.status === "pending" || order.status === "paid" ? AHEAD[order.status] : undefined;
  const newestFirst = order.timeline.map((entry, index) => ({ entry, index })).toReversed();
  return (
    <ol className="time">
      {ahead !== undefined && (
        <li>
          <span className="mark" aria-hidden="true" />
          <p>
            <b>{ahead}</b>
          </p>
        </li>
      )}
      {newestFirst.map(({ entry, index }) => (
        <TimelineLine key={index} entry={entry} order={order} />
      ))}
    </ol>
  );
}

function TimelineLine({ entry, order }: { entry: TimelineEntry; order: OrderView }) {
  const bad = BAD.has(entry.event);
  const moved = movedBy(entry, order);
  return (
    <li>
      <span className={bad ? "mark mark-bad" : "mark mark-on"} aria-hidden="true">
        <Icon of={ICONS[entry.event]} />
      </span>
      <div>
        <p>
          <b>{eventCopy(entry, order)}</b>{" "}
          <span className="quiet">
            by <bdi>{entry.actor.name}</bdi>
          </span>
        </p>
        {entry.note !== null && (
          <p className="quiet small">
            {NAMES_LINES.has(entry.event) ? (
              <bdi>{entry.note}</bdi>
            ) : (
              <>
                “<bdi>{entry.note}</bdi>”
              </>
            )}
          </p>
        )}
        {moved !== undefined && <span className="effect">{moved}</span>}
      </div>
      <Timestamp at={entry.at} as="time" />
    </li>
  );
}

/** The pieces that an event moved. After a part was cancelled only the first hold is known for certain: notes tell the rest. */
function movedBy(entry: TimelineEntry, order: OrderView): string | undefined {
  const stock = stockEffectCopy(entry, order.payment !== null);
  const isWhole = order.lines.every(({ cancelled }) => cancelled === 0);
  if (stock === undefined || (!isWhole && entry.event !== "held")) return undefined;
  return `${order.lines.map((line) => `${line.quantity + line.cancelled} ${line.sku}`).join(" · ")} ${stock}`;
}
