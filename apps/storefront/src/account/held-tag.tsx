"use client";

import { formatTimeLeft } from "@scarlet/domain/kernel";
import { StatusLabel } from "@scarlet/ui/feedback/status-label";
import { useSecondsLeft } from "../checkout/use-seconds-left.ts";
import { heldCopy } from "../copy/held.ts";

/** "Held, 6:12 left". */
export function HeldTag({ until }: { readonly until: Date }) {
  const seconds = useSecondsLeft(until);
  return (
    <StatusLabel tone="warn">
      {seconds > 0 ? heldCopy.left(formatTimeLeft(seconds)) : heldCopy.ended}
    </StatusLabel>
  );
}
