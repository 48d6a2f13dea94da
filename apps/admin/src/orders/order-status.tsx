"use client";

import type { OrderStatus, OrderView } from "@scarlet/domain/orders";
import { useEffect, useState } from "react";
import { formatTimeLeft } from "../format/dates.ts";
import { useClock } from "../format/timestamp.tsx";
import { type Shape, StatusLabel, type Tone } from "../parts/feedback/status-label.tsx";
import { NEXT_STEP_COPY } from "./order-copy.ts";

const LOOK: Readonly<Record<OrderStatus, { shape: Shape; tone?: Tone; words: string }>> = {
  pending: { shape: "half", tone: "warn", words: "Held" },
  paid: { shape: "disc", tone: "ok", words: "Paid" },
  fulfilled: { shape: "tick", words: "Sent" },
  cancelled: { shape: "cross", tone: "danger", words: "Cancelled" },
  expired: { shape: "dashes", tone: "mute", words: "Expired" },
};

type Timed = { order: Pick<OrderView, "status" | "holdExpiresAt"> };

/** The status of an order at this moment: a hold past its end is over, whatever was read before. */
function useStatusNow({ order }: Timed): { status: OrderStatus; now: Date } {
  const now = useSecond(order.status === "pending");
  const over = order.status === "pending" && order.holdExpiresAt <= now;
  return { status: over ? "expired" : order.status, now };
}

/** The state of an order; while it is held, with what is left. */
export function OrderStatusBadge({ order }: Timed) {
  const { status, now } = useStatusNow({ order });
  const { shape, tone, words } = LOOK[status];
  return (
    <StatusLabel shape={shape} tone={tone}>
      {words}
      {status === "pending" && `, ${formatTimeLeft(order.holdExpiresAt, now)} left`}
    </StatusLabel>
  );
}

/** What happens next with an order, or what became of it. */
export function OrderNext({ order }: Timed) {
  return NEXT_STEP_COPY[useStatusNow({ order }).status];
}

/** The present, moving on every second while it is needed. */
function useSecond(needed: boolean): Date {
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
