"use client";

import { formatTimeLeft } from "@scarlet/domain/kernel";
import type { OrderStatus, OrderView } from "@scarlet/domain/orders";
import { StatusLabel, type StatusShape, type StatusTone } from "@scarlet/ui/feedback/status-label";
import { useServerClock } from "@scarlet/web/browser/server-clock";
import { useEffect, useState } from "react";
import { ordersCopy } from "../copy/orders/list.ts";
import { useClock } from "../format/timestamp.tsx";

const STATUS_BADGES: Readonly<Record<OrderStatus, { shape: StatusShape; tone?: StatusTone }>> = {
  pending: { shape: "half", tone: "warn" },
  paid: { shape: "disc", tone: "ok" },
  fulfilled: { shape: "tick" },
  cancelled: { shape: "cross", tone: "danger" },
  expired: { shape: "dashes", tone: "mute" },
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
  const { shape, tone } = STATUS_BADGES[status];
  return (
    <StatusLabel shape={shape} tone={tone}>
      {ordersCopy.status(status)}
      {status === "pending" && ordersCopy.timeLeft(formatTimeLeft(secondsUntil(order.holdExpiresAt, now)))}
    </StatusLabel>
  );
}

function secondsUntil(end: Date, now: Date): number {
  return Math.ceil((end.getTime() - now.getTime()) / 1000);
}

/** What happens next with an order, or how it ended. */
export function OrderNext({ order }: Timed) {
  return ordersCopy.nextStep(useStatusNow({ order }).status);
}

/** The current time: renders again every second while `needed`. */
function useEverySecond(needed: boolean): Date {
  const start = useClock().now;
  const serverNow = useServerClock();
  const [now, setNow] = useState(start);
  useEffect(() => {
    if (!needed) return;
    const tick = () => setNow(new Date(serverNow()));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [needed, serverNow]);
  return needed ? now : start;
}
