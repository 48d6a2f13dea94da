import { formatMoney } from "@scarlet/domain/kernel";

export type TotalsRow = {
  readonly name: string;
  /** In minor units, or words in its place. */
  readonly amount: number | string;
  /** Part of another row, what the rows above come to, or the only row. */
  readonly kind?: "part" | "total" | "only";
};

/** Amounts below each other and what they come to. */
export function Totals({ rows }: { readonly rows: readonly TotalsRow[] }) {
  return (
    <dl className="totals figure">
      {rows.map(({ name, amount, kind }) => (
        <div key={name} className={kind && `totals-${kind}`}>
          <dt>{name}</dt>
          <dd>{typeof amount === "number" ? formatMoney(amount) : amount}</dd>
        </div>
      ))}
    </dl>
  );
}
