import type { OrderView, TimelineEntry } from "@scarlet/domain/orders";
import type { IconDrawing } from "@scarlet/ui/layout/icon";
import { Timeline, TimelineItem } from "@scarlet/ui/order/timeline";
import { Clock, CreditCard, Lock, TriangleAlert, Truck, Undo2, X } from "lucide-react";
import { language } from "../copy/language.ts";
import { orderCopy } from "../copy/orders/order.ts";
import { Timestamp } from "../format/timestamp.tsx";
import { timelineFacts } from "./order-facts.ts";

const ICONS: Readonly<Record<TimelineEntry["event"], IconDrawing>> = {
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

const PROBLEM_EVENTS: ReadonlySet<TimelineEntry["event"]> = new Set([
  "cancelled",
  "expired",
  "refund_failed",
  "disputed",
]);

/** Events whose note is written by the shop or begins with its lines, so it is not shown as a quotation. */
const UNQUOTED_EVENTS: ReadonlySet<TimelineEntry["event"]> = new Set([
  "lines_cancelled",
  "returned",
  "refund_failed",
  "disputed",
]);

/** The timeline of an order, newest first, with what each event did to stock. */
export function OrderTimeline({ order }: { order: OrderView }) {
  const waitingFor =
    order.status === "pending" || order.status === "paid" ? orderCopy.waiting[order.status] : undefined;
  const newestFirst = order.timeline.map((entry, index) => ({ entry, index })).toReversed();
  return (
    <Timeline>
      {waitingFor !== undefined && (
        <TimelineItem mark="hollow">
          <b>{waitingFor}</b>
        </TimelineItem>
      )}
      {newestFirst.map(({ entry, index }) => (
        <EventItem key={index} entry={entry} order={order} />
      ))}
    </Timeline>
  );
}

function EventItem({ entry, order }: { entry: TimelineEntry; order: OrderView }) {
  const moved = movedBy(entry, order);
  return (
    <TimelineItem
      mark={PROBLEM_EVENTS.has(entry.event) ? "problem" : "filled"}
      icon={ICONS[entry.event]}
      time={<Timestamp at={entry.at} as="time" />}
    >
      <p>
        <b>{orderCopy.event(entry.event, timelineFacts(order))}</b>{" "}
        <span className="quiet">
          {orderCopy.by}
          <bdi>{entry.actor.name}</bdi>
        </span>
      </p>
      {entry.note !== null && (
        <p className="quiet small">
          {UNQUOTED_EVENTS.has(entry.event) ? (
            <bdi>{entry.note}</bdi>
          ) : (
            <>
              {language.quotes.before}
              <bdi>{entry.note}</bdi>
              {language.quotes.after}
            </>
          )}
        </p>
      )}
      {moved !== undefined && <span className="timeline-effect">{moved}</span>}
    </TimelineItem>
  );
}

/**
 * The pieces that an event moved. Timeline entries have no quantities: after a part of the order was cancelled, only
 * those of the first hold are certain, so other events show none.
 */
function movedBy(entry: TimelineEntry, order: OrderView): string | undefined {
  const stock = orderCopy.stockEffect(entry.event, order.payment !== null);
  const isWhole = order.lines.every(({ cancelled }) => cancelled === 0);
  if (stock === undefined || (!isWhole && entry.event !== "held")) return undefined;
  return `${order.lines.map((line) => `${line.quantity + line.cancelled} ${line.sku}`).join(" · ")} ${stock}`;
}
