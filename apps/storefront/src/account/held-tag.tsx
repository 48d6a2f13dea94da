"use client";

import { clockWords } from "@scarlet/ui/hold";
import { StatusTag } from "@scarlet/ui/status-tag";
import { useSecondsLeft } from "../checkout/use-seconds-left.ts";

/** "Held, 6:12 left". */
export function HeldTag({ until }: { readonly until: Date }) {
  const seconds = useSecondsLeft(until);
  return (
    <StatusTag tone="warn">{seconds > 0 ? `Held, ${clockWords(seconds)} left` : "Hold ended"}</StatusTag>
  );
}
