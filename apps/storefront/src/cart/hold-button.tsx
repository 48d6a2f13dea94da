"use client";

import type { CartView } from "@scarlet/domain/cart";
import { Button, Spinner } from "@scarlet/ui/actions/button";
import { Notice } from "@scarlet/ui/feedback/notice";
import { useOnline } from "@scarlet/web/browser/use-online";
import { cartCopy } from "../copy/cart.ts";
import { itemsOf } from "./rules.ts";
import { useHold } from "./use-hold.ts";

/** The way to checkout. A refusal stands right above it. */
export function HoldButton({ cart, hintId }: { readonly cart: CartView; readonly hintId?: string }) {
  const { hold, isHolding, said } = useHold();
  const online = useOnline();
  const nothing = itemsOf(cart).length === 0;
  return (
    <>
      {said && (
        <Notice kind="danger" title={said.title}>
          {said.text}
        </Notice>
      )}
      <Button
        kind="buy"
        wide
        state={isHolding ? "pending" : "ready"}
        refused={nothing || !online}
        aria-describedby={hintId}
        onClick={() => hold(cart)}
      >
        {isHolding ? (
          <>
            <Spinner />
            {cartCopy.hold.holding}
          </>
        ) : (
          cartCopy.hold.ready
        )}
      </Button>
    </>
  );
}
