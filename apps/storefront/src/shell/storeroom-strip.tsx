"use client";

import type { LatestMovement } from "@scarlet/domain/inventory";
import { MovementStrip } from "@scarlet/ui/layout/movement-strip";
import { useQuery } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { storeroomCopy } from "../copy/storeroom.ts";
import { useLiveState } from "../stock/use-live-state.ts";
import { useTRPC } from "../trpc/client.tsx";

/** A storeroom where less has moved within the hour has nothing to show. */
const SHOWN_FROM = 6;
const POLL_INTERVAL_MS = 10_000;
const IDLE_POLL_INTERVAL_MS = 60_000;

/**
 * The latest movements above the header. Whether it is there is decided with each page, so that nothing on one moves when
 * the first things are sold.
 */
export function StoreroomStrip() {
  const path = usePathname();
  const { data: movements = [], isError } = useQuery({
    ...useTRPC().inventory.latestMovements.queryOptions(),
    refetchInterval: ({ state }) =>
      (state.data?.length ?? 0) >= SHOWN_FROM ? POLL_INTERVAL_MS : IDLE_POLL_INTERVAL_MS,
  });
  const isLost = useLiveState()?.kind === "lost";
  const isLive = !isLost && !isError;
  const isBusy = movements.length >= SHOWN_FROM;
  const [decided, setDecided] = useState({ path, isShown: isBusy });
  if (decided.path !== path) setDecided({ path, isShown: isBusy });
  if (!decided.isShown || path.startsWith("/checkout")) return null;
  return (
    <MovementStrip
      label={isLive ? storeroomCopy.live : storeroomCopy.storeroom}
      live={isLive}
      movements={movements.map(stripMovement)}
    />
  );
}

function stripMovement({ id, title, options, kind, from, to }: LatestMovement) {
  const choice = Object.values(options)[0];
  return {
    id,
    name: choice === undefined ? title : storeroomCopy.named(title, choice),
    figures: kind === "receive" ? storeroomCopy.arrived(to - from) : storeroomCopy.moved(from, to),
  };
}
