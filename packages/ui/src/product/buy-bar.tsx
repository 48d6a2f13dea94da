import type { ReactNode } from "react";
import { Price } from "./price.tsx";
import { StockLine } from "./stock-line.tsx";

type Props = {
  readonly priceMinor: number;
  readonly available: number;
  readonly lowStockAt: number;
  /** The main buy button is out of sight. */
  readonly shown: boolean;
  /** What happened, above the button. */
  readonly above?: ReactNode;
  readonly children: ReactNode;
};

/** Phones only: price, stock and the button under the thumb while the main button is out of sight. */
export function BuyBar({ priceMinor, available, lowStockAt, shown, above, children }: Props) {
  return (
    <div className="buybar" data-shown={shown} inert={!shown}>
      {above && <div className="buybar-above">{above}</div>}
      <div>
        <Price amountMinor={priceMinor} />
        <div>
          <StockLine available={available} lowStockAt={lowStockAt} />
        </div>
      </div>
      {children}
    </div>
  );
}
