"use client";

import { formatMoney } from "@scarlet/domain/kernel";
import type { OrderView } from "@scarlet/domain/orders";
import { Button, Spinner } from "@scarlet/ui/actions/button";
import { Notice } from "@scarlet/ui/feedback/notice";
import { HoldTimer, type HoldTimerState } from "@scarlet/ui/order/hold-timer";
import { useEffect, useRef, useState } from "react";
import { holdCopy, type Leftover } from "../copy/hold.ts";
import type { Message } from "../copy/message.ts";
import { placesCopy } from "../copy/places.ts";
import { durationWords } from "../copy/time.ts";
import { ShopLink } from "../shell/shop-link.tsx";
import { announcement, holdState } from "./hold-state.ts";
import { useExtend } from "./use-extend.ts";

type Props = {
  readonly order: OrderView;
  readonly secondsLeft: number;
  /** Nobody signed in: a guest's hold can be extended less often. */
  readonly isGuest: boolean;
  /** Nobody knows yet whether the money came in time. */
  readonly isPaying: boolean;
  readonly leftover: Leftover | undefined;
  readonly onHoldAgain: () => void;
  readonly isHolding: boolean;
  /** Why holding again was refused. */
  readonly said: Message | undefined;
};

/** The time, what it means, and more of it. */
export function HoldPanel(props: Props) {
  const { order, secondsLeft, isPaying, leftover, onHoldAgain, isHolding, said } = props;
  const extension = order.holdSeconds;
  const state = order.status === "pending" ? holdState(secondsLeft, extension) : "ended";
  const { extend, isExtending, words, refused } = useExtend(order, extension);
  const spoken = useAnnouncements(secondsLeft);
  const again = leftover && holdCopy.again(leftover);
  return (
    <>
      <HoldTimer
        state={state}
        secondsLeft={state === "ended" ? 0 : secondsLeft}
        share={state === "ended" ? 0 : secondsLeft / extension}
        label={holdCopy.timeLeft}
        title={holdCopy.titles[state]}
        action={
          state === "ended"
            ? again !== undefined &&
              !isPaying && (
                <Button small state={isHolding ? "pending" : "ready"} onClick={onHoldAgain}>
                  {isHolding && <Spinner />}
                  {again}
                </Button>
              )
            : order.may.extend && (
                <Button small state={isExtending ? "pending" : "ready"} onClick={extend}>
                  {isExtending && <Spinner />}
                  {holdCopy.extendBy(durationWords(extension))}
                </Button>
              )
        }
      >
        <HoldMeaning state={state} {...props} />
      </HoldTimer>
      <p className="hidden-text" role="status">
        {words ?? spoken}
      </p>
      {refused !== undefined && (
        <Notice kind="danger" title={holdCopy.notExtended}>
          {refused}
        </Notice>
      )}
      {said && (
        <Notice kind="danger" title={said.title}>
          {said.text}
        </Notice>
      )}
    </>
  );
}

/** What the time means for the buyer, and what can be done about it. */
function HoldMeaning({
  state,
  order,
  isGuest,
  isPaying,
  leftover,
}: Pick<Props, "order" | "isGuest" | "isPaying" | "leftover"> & { readonly state: HoldTimerState }) {
  if (state === "ended") return isPaying ? holdCopy.askingTheBank : meaningOfEnd(order, leftover);
  if (order.may.extend) return holdCopy.canExtend[state];
  const start = state === "running" && holdCopy.nobodyElse;
  if (!isGuest)
    return (
      <>
        {start}
        {holdCopy.extendedOften}
      </>
    );
  const { before, after } = holdCopy.extendedOftenAsGuest;
  return (
    <>
      {start}
      {before}
      <ShopLink className="link" href={`/sign-in?next=${encodeURIComponent(`/checkout?order=${order.id}`)}`}>
        {placesCopy.signIn}
      </ShopLink>
      {after}
    </>
  );
}

function meaningOfEnd({ payment }: OrderView, leftover: Leftover | undefined): string {
  const back = payment?.refundedMinor ?? 0;
  return holdCopy.meaningOfEnd(back > 0 ? formatMoney(back) : undefined, leftover);
}

/** Says the time at five, two and one minute and at the end; a timer that is read out every second helps nobody. */
function useAnnouncements(secondsLeft: number): string {
  const before = useRef(secondsLeft);
  const [spoken, setSpoken] = useState("");
  useEffect(() => {
    const next = announcement(before.current, secondsLeft);
    before.current = secondsLeft;
    if (next !== undefined) setSpoken(next);
  }, [secondsLeft]);
  return spoken;
}
