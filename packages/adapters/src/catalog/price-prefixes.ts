/** Enough digits for every price that MongoDB keeps as a 32-bit number. */
const DIGITS = 10;
/** Above every price: without an upper bound, a few short prefixes say "and all above". */
const ABOVE_ALL_PRICES = 10 ** DIGITS - 1;

/** The highest price that MongoDB keeps as a 32-bit number, in minor units. */
export const MAX_PRICE = 2_147_483_647;

/** What a product is found by where prices are bounded: every beginning of its price (minor units), in ten digits. */
export function pricePrefixes(priceMinor: number): string[] {
  const digits = inDigits(priceMinor);
  return Array.from({ length: DIGITS }, (_, at) => digits.slice(0, at + 1));
}

/**
 * The fewest beginnings of which each price from `min` to `max` (minor units, inclusive) has exactly one, and no other
 * price has any: at most 170, however many products and prices there are, and a handful where bounds are round.
 */
export function prefixesBetween(min = 0, max = ABOVE_ALL_PRICES): string[] {
  const found: string[] = [];
  for (let from = min; from <= max; ) {
    let length = DIGITS;
    while (length > 1 && from % sizeOf(length - 1) === 0 && from + sizeOf(length - 1) - 1 <= max) length -= 1;
    found.push(inDigits(from).slice(0, length));
    from += sizeOf(length);
  }
  return found;
}

/** How many prices begin with the same so many digits. */
function sizeOf(length: number): number {
  return 10 ** (DIGITS - length);
}

function inDigits(priceMinor: number): string {
  return String(priceMinor).padStart(DIGITS, "0");
}
