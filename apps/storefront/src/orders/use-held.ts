"use client";

import type { OrderView } from "@scarlet/domain/orders";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../trpc/client.tsx";

const NONE: readonly OrderView[] = [];

/** What is on hold for this visitor; nothing until it was read, and not asked while `needed` is false. */
export function useHeld(needed: boolean): readonly OrderView[] {
  return useQuery({ ...useTRPC().orders.held.queryOptions(), enabled: needed }).data ?? NONE;
}
