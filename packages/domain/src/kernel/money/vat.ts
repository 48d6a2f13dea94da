import type { Country } from "../countries.ts";

/**
 * The standard rates of VAT, in basis points (2100 are 21 %), and since when each holds. Goods sold to people at home
 * elsewhere in the EU are taxed where they go (Directive 2006/112/EC, article 33).
 * Source: European Commission, Taxes in Europe Database (TEDB), standard rates; as of 2026-11-30.
 */
export const VAT_RATES: Readonly<
  Record<Country, { readonly basisPoints: number; readonly since: `${number}-${number}-${number}` }>
> = {
  BE: { basisPoints: 2100, since: "1996-01-01" },
  FR: { basisPoints: 2000, since: "2014-01-01" },
  DE: { basisPoints: 1900, since: "2021-01-01" },
  NL: { basisPoints: 2100, since: "2012-10-01" },
};

/** What orders of before the rates were kept on them were taxed at, wherever they went. */
export const OLD_VAT_BASIS_POINTS = 2000;

/** A country's rate as it was at some time. */
export type Vat = { readonly country: Country; readonly basisPoints: number };

/** The rate that holds now for things that go to a country. */
export function vatOf(country: Country): Vat {
  return { country, basisPoints: VAT_RATES[country].basisPoints };
}

/** The tax contained in an amount that includes it: of the whole amount, once, rounded half up to a cent. */
export function includedVatMinor(grossMinor: number, basisPoints: number): number {
  const whole = 10_000 + basisPoints;
  // In whole numbers: a binary fraction could lie just below the half.
  return Math.floor((2 * grossMinor * basisPoints + whole) / (2 * whole));
}

/** A rate for people: 2100 → "21%", 550 → "5.5%". */
export function formatRate(basisPoints: number): string {
  return `${basisPoints / 100}%`;
}
