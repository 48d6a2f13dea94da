"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { lastMoves } from "../trpc/client.tsx";
import type { LastMove } from "./last-moves.ts";

/** How long something has happened "just now". */
const JUST_NOW_MS = 8_000;

/** What was last taken of a SKU while this tab listened, and whether that was just now. */
export function useLastMove(sku: string): {
  readonly move: LastMove | undefined;
  readonly isJustNow: boolean;
} {
  const move = useSyncExternalStore(
    lastMoves.subscribe,
    () => lastMoves.of(sku),
    () => undefined,
  );
  const [past, setPast] = useState<LastMove>();
  useEffect(() => {
    if (move === undefined) return;
    const timer = setTimeout(setPast, Math.max(0, move.atMs + JUST_NOW_MS - Date.now()), move);
    return () => clearTimeout(timer);
  }, [move]);
  return { move, isJustNow: move !== undefined && move !== past };
}
