"use client";

import { Button, type ButtonState, Spinner } from "@scarlet/ui/actions/button";
import { CheckIcon } from "@scarlet/ui/layout/drawings";
import { Icon } from "@scarlet/ui/layout/icon";
import { productCopy } from "../copy/product.ts";

type Props = {
  readonly state: ButtonState;
  readonly soldOut: boolean;
  readonly offline: boolean;
  readonly onBuy: () => void;
  readonly hintId?: string;
};

/** "Add to cart", while there is something to add. */
export function BuyButton({ state, soldOut, offline, onBuy, hintId }: Props) {
  if (soldOut && state !== "done") {
    return (
      <Button kind="buy" refused wide aria-describedby={hintId}>
        {productCopy.buy.soldOut}
      </Button>
    );
  }
  return (
    <Button kind="buy" state={state} refused={offline} aria-describedby={hintId} onClick={onBuy}>
      {state === "pending" && (
        <>
          <Spinner />
          {productCopy.buy.adding}
        </>
      )}
      {state === "done" && (
        <>
          <Icon of={CheckIcon} />
          {productCopy.buy.done}
        </>
      )}
      {state === "ready" && productCopy.buy.ready}
    </Button>
  );
}
