"use client";

import type { StreamState } from "@scarlet/web/inventory/stock-stream";
import { useSyncExternalStore } from "react";
import { liveStock } from "../trpc/client.tsx";

const subscribe = (onChange: () => void) => liveStock()?.subscribe(onChange) ?? (() => undefined);

/** Whether this page is told of changes; undefined on the server, and until that is known. */
export function useLiveState(): StreamState | undefined {
  return useSyncExternalStore(
    subscribe,
    () => liveStock()?.state(),
    () => undefined,
  );
}
