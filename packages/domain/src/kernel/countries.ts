/** The countries that the shop ships to, in the order in which forms offer them. */
export const COUNTRIES = ["BE", "FR", "DE", "NL"] as const;
export type Country = (typeof COUNTRIES)[number];

/** Where the shop is: its rate of VAT is shown while nobody has said yet where the things go. */
export const HOME_COUNTRY: Country = "BE";

type CountryFacts = {
  readonly name: string;
  readonly postcode: RegExp;
  /** The rule of the postcode in a sentence, for whoever typed another one. */
  readonly postcodeRule: string;
};

const FACTS: Readonly<Record<Country, CountryFacts>> = {
  BE: { name: "Belgium", postcode: /^\d{4}$/, postcodeRule: "A Belgian postcode has four digits." },
  FR: { name: "France", postcode: /^\d{5}$/, postcodeRule: "A French postcode has five digits." },
  DE: { name: "Germany", postcode: /^\d{5}$/, postcodeRule: "A German postcode has five digits." },
  NL: {
    name: "Netherlands",
    postcode: /^\d{4} ?[A-Za-z]{2}$/,
    postcodeRule: "A Dutch postcode has four digits and two letters.",
  },
};

/** A country's name for people: "BE" → "Belgium". */
export function countryName(country: Country): string {
  return FACTS[country].name;
}

/** What is wrong with a postcode of a country, in a sentence; undefined when nothing is. White space around it is ignored. */
export function postcodeFault(country: Country, postcode: string): string | undefined {
  const { postcode: pattern, postcodeRule } = FACTS[country];
  return pattern.test(postcode.trim()) ? undefined : postcodeRule;
}
