import { formatMoney } from "@scarlet/domain/kernel";

/** An amount in minor units, in figures that stand under each other. `old` strikes it through. */
export function Price({
  amountMinor,
  old = false,
}: {
  readonly amountMinor: number;
  readonly old?: boolean;
}) {
  return <span className={old ? "price price-old figure" : "price figure"}>{formatMoney(amountMinor)}</span>;
}
