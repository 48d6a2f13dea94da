"use client";

import { StatusLabel } from "@scarlet/ui/feedback/status-label";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { cacheModesCopy } from "../copy/cache/modes.ts";
import { useTRPC } from "../trpc/client.tsx";

const REFRESH_INTERVAL_MS = 10_000;

const MODE_BADGES = {
  on: { shape: "disc", tone: "ok" },
  drain: { shape: "half", tone: "warn" },
  off: { shape: "ring", tone: "mute" },
} as const;

/** The mode of the stock cache with a link to its page, where it can be switched off. */
export function CacheModeLink() {
  const trpc = useTRPC();
  const { data } = useQuery({ ...trpc.cache.health.queryOptions(), refetchInterval: REFRESH_INTERVAL_MS });
  if (data === undefined) return null;
  const { shape, tone } = MODE_BADGES[data.mode];
  return (
    <Link className="only-wide" href="/cache" prefetch={false}>
      <StatusLabel shape={shape} tone={tone}>
        {cacheModesCopy.inTopBar[data.mode]}
      </StatusLabel>
    </Link>
  );
}
