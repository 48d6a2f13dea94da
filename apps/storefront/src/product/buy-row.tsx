"use client";

import type { SkuView } from "@scarlet/domain/catalog";
import { buttonClass } from "@scarlet/ui/actions/button";
import { Stepper } from "@scarlet/ui/actions/stepper";
import { TellMeButton, TellMeField } from "../back-in-stock/tell-me-parts.tsx";
import type { TellMe } from "../back-in-stock/use-tell-me.ts";
import { heldCopy } from "../copy/held.ts";
import { quantityLabels } from "../copy/quantity.ts";
import type { HeldPieces } from "../orders/held-pieces.ts";
import { ShopLink } from "../shell/shop-link.tsx";
import { BuyButton, type BuyButtonProps } from "./buy-button.tsx";
import { useKeptFocus } from "./use-kept-focus.ts";
import type { Quantity } from "./use-quantity.ts";

type Props = {
  readonly sku: SkuView;
  readonly quantity: Quantity;
  readonly button: BuyButtonProps;
  readonly tell: TellMe;
  /** It is sold out, and no press on the buy button is under way. */
  readonly isTelling: boolean;
  /** What is left is on hold for this very visitor: the way to it stands here then. */
  readonly held: HeldPieces | undefined;
  /** The hint below, which says what a press does. */
  readonly hintId: string;
};

/**
 * How many and the button; of what is sold out, in the same place and as high, where to write and "Tell me", or the way to
 * checkout for the one who has the rest on hold. The controls are other elements then, so that nothing on the page moves;
 * the focus goes with them.
 */
export function BuyRow({ sku, quantity, button, tell, isTelling, held, hintId }: Props) {
  const isYours = isTelling && held !== undefined;
  const kind = isYours ? "yours" : isTelling ? (tell.asked === undefined ? "ask" : "asked") : "buy";
  const focus = useKeptFocus<HTMLFormElement>(kind);
  return (
    <form
      {...focus}
      className={isTelling && !isYours ? "buy-row tell-me" : "buy-row"}
      method="post"
      noValidate
      onSubmit={(event) => void tell.press(event)}
    >
      {isYours && <WayToCheckout held={held} hintId={hintId} />}
      {isTelling && !isYours && <TellMeField tell={tell} id="tell-me-email" />}
      {!isTelling && (
        <Stepper
          labels={quantityLabels()}
          value={quantity.value}
          max={sku.availableStock}
          onChange={quantity.choose}
        />
      )}
      {isTelling && !isYours && <TellMeButton tell={tell} offline={button.offline} hintId={hintId} />}
      {!isTelling && <BuyButton {...button} hintId={hintId} />}
    </form>
  );
}

function WayToCheckout({ held, hintId }: { readonly held: HeldPieces; readonly hintId: string }) {
  return (
    <ShopLink
      className={buttonClass({ kind: "buy", wide: true })}
      href={`/checkout?order=${held.order.id}`}
      aria-describedby={hintId}
    >
      {heldCopy.goToCheckout}
    </ShopLink>
  );
}
