/** The shop sells in one currency; the code travels with every amount so that nobody has to guess. */
export const CURRENCY = "EUR";
export type Currency = typeof CURRENCY;

const formatter = new Intl.NumberFormat("en-IE", { style: "currency", currency: CURRENCY });

/** Writes an amount for people: 2400 → "€24.00". */
export function formatMoney(amountMinor: number): string {
  return formatter.format(amountMinor / 100);
}
