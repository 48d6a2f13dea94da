"use client";

import { formatTimeLeft } from "@scarlet/domain/kernel";
import { StatusTag } from "@scarlet/ui/feedback/status-tag";
import { useSecondsLeft } from "../checkout/use-seconds-left.ts";
import { heldCopy } from "../copy/held.ts";

/** "Held, 6:12 left". */
export function HeldTag({ until }: { readonly until: Date }) {
  const seconds = useSecondsLeft(until);
  return (
    <StatusTag tone="warn">{seconds > 0 ? heldCopy.left(formatTimeLeft(seconds)) : heldCopy.ended}</StatusTag>
  );
}
