import type { ReactNode } from "react";
import { Price } from "./price.tsx";

type Props = {
  readonly priceMinor: number;
  /** How many there are. */
  readonly stock: ReactNode;
  /** The main buy button is out of sight. */
  readonly shown: boolean;
  /** What happened, above the button. */
  readonly above?: ReactNode;
  readonly children: ReactNode;
};

/** Phones only: price, stock and the button under the thumb while the main button is out of sight. */
export function BuyBar({ priceMinor, stock, shown, above, children }: Props) {
  return (
    <div className="buy-bar" data-shown={shown} inert={!shown}>
      {above && <div className="buy-bar-above">{above}</div>}
      <div>
        <Price amountMinor={priceMinor} />
        <div>{stock}</div>
      </div>
      {children}
    </div>
  );
}
