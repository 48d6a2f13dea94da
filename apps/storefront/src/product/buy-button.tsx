"use client";

import { Button, type ButtonState, Spinner } from "@scarlet/ui/actions/button";
import { CheckIcon } from "@scarlet/ui/layout/drawings";
import { Icon } from "@scarlet/ui/layout/icon";
import { productCopy } from "../copy/product.ts";

export type BuyButtonProps = {
  readonly state: ButtonState;
  readonly offline: boolean;
  readonly onBuy: () => void;
};

/** "Add to cart", while there is something to add. */
export function BuyButton({ state, offline, onBuy, hintId }: BuyButtonProps & { readonly hintId?: string }) {
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
