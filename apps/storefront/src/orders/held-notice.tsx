"use client";

import { Notice } from "@scarlet/ui/feedback/notice";
import { ClockIcon } from "@scarlet/ui/layout/drawings";
import { useSecondsLeft } from "../checkout/use-seconds-left.ts";
import { heldCopy } from "../copy/held.ts";
import { Moment } from "../format/moment.tsx";
import { ShopLink } from "../shell/shop-link.tsx";
import type { HeldPieces } from "./held-pieces.ts";

/** Says that pieces are put aside for this very visitor, and leads back to them. Nothing once the hold is over. */
export function HeldNotice({
  pieces,
  slim = false,
}: {
  readonly pieces: HeldPieces;
  readonly slim?: boolean;
}) {
  const { order, quantity } = pieces;
  const secondsLeft = useSecondsLeft(order.holdExpiresAt);
  if (secondsLeft <= 0) return null;
  const way = (
    <>
      {heldCopy.nobodyElse.before(quantity)}
      <Moment at={order.holdExpiresAt} as="clock" />
      {heldCopy.nobodyElse.after}
      <ShopLink className="link" href={`/checkout?order=${order.id}`}>
        {heldCopy.goToCheckout}
      </ShopLink>
    </>
  );
  if (slim)
    return (
      <Notice kind="ok" slim still icon={ClockIcon}>
        {heldCopy.title(quantity)} {way}
      </Notice>
    );
  return (
    <Notice kind="ok" icon={ClockIcon} title={heldCopy.title(quantity)}>
      {way}
    </Notice>
  );
}
