"use client";

import type { OrderStatus, OrderView } from "@scarlet/domain/orders";
import { useEffect, useState } from "react";
import { formatTimeLeft } from "../format/dates.ts";
import { useClock } from "../format/timestamp.tsx";
import { type Shape, StatusLabel, type Tone } from "../parts/feedback/status-label.tsx";
import { NEXT_STEP_COPY } from "./order-copy.ts";

const STATUS_BADGES: Readonly<Record<OrderStatus, { shape: Shape; tone?: Tone; words: string }>> = {
  pending: { shape: "half", tone: "warn", words: "Held" },
  paid: { shape: "disc", tone: "ok", words: "Paid" },
  fulfilled: { shape: "tick", words: "Sent" },
  cancelled: { shape: "cross", tone: "danger", words: "Cancelled" },
  expired: { shape: "dashes", tone: "mute", words: "Expired" },
};

type Timed = { order: Pick<OrderView, "status" | "holdExpiresAt"> };

/** The status of an order now: once its hold has ended it is expired, even if the data is older. */
function useStatusNow({ order }: Timed): { status: OrderStatus; now: Date } {
  const now = useEverySecond(order.status === "pending");
  const isOver = order.status === "pending" && order.holdExpiresAt <= now;
  return { status: isOver ? "expired" : order.status, now };
}

/** The status of an order; while it is held, with the time left. */
export function OrderStatusBadge({ order }: Timed) {
  const { status, now } = useStatusNow({ order });
  const { shape, tone, words } = STATUS_BADGES[status];
  return (
    <StatusLabel shape={shape} tone={tone}>
      {words}
      {status === "pending" && `, ${formatTimeLeft(order.holdExpiresAt, now)} left`}
    </StatusLabel>
  );
}

/** What happens next with an order, or how it ended. */
export function OrderNext({ order }: Timed) {
  return NEXT_STEP_COPY[useStatusNow({ order }).status];
}

/** The current time: renders again every second while `needed`. */
function useEverySecond(needed: boolean): Date {
  const start = useClock().now;
  const [now, setNow] = useState(start);
  useEffect(() => {
    if (!needed) return;
    const tick = () => setNow(new Date());
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [needed]);
  return needed ? now : start;
}
