import { matchesTerms, searchTerms, searchTokens } from "../kernel/index.ts";

type Spoken = {
  readonly number: string;
  readonly email: string | null;
  readonly address: { readonly firstName: string; readonly lastName: string } | null;
};

/**
 * What the staff's search finds an order by: its number, the words of both names, and the mail address. Numbers and
 * addresses begin with signs of their own, so that the beginning of a name finds neither.
 */
export function orderSearchTokens({ number, email, address }: Spoken): string[] {
  const addresses = email === null ? [] : [addressToken(email)];
  return [numberToken(number), ...nameTokens(address), ...addresses];
}

/** How an order's number stands among its tokens, said with or without "SC-". */
export function numberToken(number: string): string {
  return `#${number.toLowerCase().replace(/^#?(?:sc-)?/, "")}`;
}

/** How a mail address, or the beginning of one, stands among an order's tokens. */
export function addressToken(email: string): string {
  return `@${email.toLowerCase()}`;
}

/**
 * Whether an order is found by what was said of it: its number whole, else SC-104 would find a thousand orders; the
 * beginning of its mail address; or words that each begin a word of the name. Stores answer the same from an index.
 */
export function matchesSearch(
  order: Spoken,
  said: string,
  { byNumberOnly }: { readonly byNumberOnly: boolean },
): boolean {
  const spoken = said.trim();
  const tokens = orderSearchTokens(order);
  if (byNumberOnly) return tokens.includes(numberToken(spoken));
  const terms = searchTerms(spoken) ?? [];
  return (
    tokens.includes(numberToken(spoken)) ||
    tokens.some((token) => token.startsWith(addressToken(spoken))) ||
    (terms.length > 0 && matchesTerms(tokens, terms))
  );
}

function nameTokens(address: Spoken["address"]): string[] {
  return address === null ? [] : searchTokens(`${address.firstName} ${address.lastName}`);
}
