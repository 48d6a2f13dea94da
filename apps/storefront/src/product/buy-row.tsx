"use client";

import type { SkuView } from "@scarlet/domain/catalog";
import { Stepper } from "@scarlet/ui/actions/stepper";
import { TellMeButton, TellMeField } from "../back-in-stock/tell-me-parts.tsx";
import type { TellMe } from "../back-in-stock/use-tell-me.ts";
import { quantityLabels } from "../copy/quantity.ts";
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
  /** The hint below, which says what a press does. */
  readonly hintId: string;
};

/**
 * How many and the button; of what is sold out, in the same place and as high, where to write and "Tell me". The controls
 * are other elements then, so that nothing on the page moves; the focus goes with them.
 */
export function BuyRow({ sku, quantity, button, tell, isTelling, hintId }: Props) {
  const kind = isTelling ? (tell.asked === undefined ? "ask" : "asked") : "buy";
  const focus = useKeptFocus<HTMLFormElement>(kind);
  return (
    <form
      {...focus}
      className={isTelling ? "buy-row tell-me" : "buy-row"}
      method="post"
      noValidate
      onSubmit={(event) => void tell.press(event)}
    >
      {isTelling ? (
        <TellMeField key="field" tell={tell} id="tell-me-email" />
      ) : (
        <Stepper
          key="stepper"
          labels={quantityLabels()}
          value={quantity.value}
          max={sku.availableStock}
          onChange={quantity.choose}
        />
      )}
      {isTelling ? (
        <TellMeButton key="tell" tell={tell} offline={button.offline} hintId={hintId} />
      ) : (
        <BuyButton key="buy" {...button} hintId={hintId} />
      )}
    </form>
  );
}
