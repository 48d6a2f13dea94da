"use client";

import type { OrderStatus, OrderView } from "@scarlet/domain/orders";
import { useEffect, useState } from "react";
import { type Shape, State, type Tone } from "../parts/state.tsx";
import { useClock } from "../words/moment.tsx";
import { left } from "../words/when.ts";

const LOOK: Readonly<Record<OrderStatus, { shape: Shape; tone?: Tone; words: string }>> = {
  pending: { shape: "half", tone: "warn", words: "Held" },
  paid: { shape: "disc", tone: "ok", words: "Paid" },
  fulfilled: { shape: "tick", words: "Sent" },
  cancelled: { shape: "cross", tone: "danger", words: "Cancelled" },
  expired: { shape: "dashes", tone: "mute", words: "Expired" },
};

type OrderStateProps = { order: Pick<OrderView, "status" | "holdExpiresAt"> };

/** The state of an order; while it is held, with what is left. A hold past its end reads Expired at once. */
export function OrderState({ order }: OrderStateProps) {
  const now = useSecond(order.status === "pending");
  const over = order.status === "pending" && order.holdExpiresAt <= now;
  const { shape, tone, words } = LOOK[over ? "expired" : order.status];
  return (
    <State shape={shape} tone={tone}>
      {words}
      {order.status === "pending" && !over && `, ${left(order.holdExpiresAt, now)} left`}
    </State>
  );
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
