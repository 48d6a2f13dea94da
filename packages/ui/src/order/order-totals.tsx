import { formatMoney, formatRate } from "@scarlet/domain/kernel";

type Props = {
  readonly goodsMinor: number;
  /** Undefined: not chosen yet. */
  readonly deliveryMinor: number | undefined;
  readonly vatMinor: number;
  /** The rate that the tax is of; 2100 are 21 %. */
  readonly vatBasisPoints: number;
  readonly totalMinor: number;
};

/** What it all comes to. Prices include the tax. */
export function OrderTotals({ goodsMinor, deliveryMinor, vatMinor, vatBasisPoints, totalMinor }: Props) {
  return (
    <dl className="sums figure">
      <div>
        <dt>Goods</dt>
        <dd>{formatMoney(goodsMinor)}</dd>
      </div>
      {deliveryMinor !== undefined && (
        <div>
          <dt>Delivery</dt>
          <dd>{deliveryMinor === 0 ? "Free" : formatMoney(deliveryMinor)}</dd>
        </div>
      )}
      <div className="quiet">
        <dt>of which {formatRate(vatBasisPoints)} VAT</dt>
        <dd>{formatMoney(vatMinor)}</dd>
      </div>
      <div className="total">
        <dt>Total</dt>
        <dd>{formatMoney(totalMinor)}</dd>
      </div>
    </dl>
  );
}
