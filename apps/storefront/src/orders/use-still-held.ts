"use client";

import { useSecondsLeft } from "../checkout/use-seconds-left.ts";
import type { HeldPieces } from "./held-pieces.ts";

const LONG_AGO = new Date(0);

/** The same pieces for as long as their hold lasts; undefined from then on. */
export function useStillHeld(pieces: HeldPieces | undefined): HeldPieces | undefined {
  const secondsLeft = useSecondsLeft(pieces?.order.holdExpiresAt ?? LONG_AGO);
  return secondsLeft > 0 ? pieces : undefined;
}
