/** The shop sells in one currency; the code travels with every amount so that nobody has to guess. */
export const CURRENCY = "EUR";
export type Currency = typeof CURRENCY;

/** Prices include value added tax at this rate, in percent. */
export const VAT_PERCENT = 20;

const formatter = new Intl.NumberFormat("en-IE", { style: "currency", currency: CURRENCY });

/** Writes an amount for people: 2400 → "€24.00". */
export function formatMoney(amountMinor: number): string {
  return formatter.format(amountMinor / 100);
}

/** The tax contained in an amount that includes it, rounded half up to a cent. */
export function includedVatMinor(grossMinor: number): number {
  return Math.round((grossMinor * VAT_PERCENT) / (100 + VAT_PERCENT));
}
