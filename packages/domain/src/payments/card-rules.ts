/** A card number without the spaces and dashes that people group it by. */
export function plainCardNumber(text: string): string {
  return text.replaceAll(/[\s-]/g, "");
}

/** Whether a text is a card number: 12 to 19 digits, which may be grouped by spaces or dashes. */
export function isCardNumber(text: string): boolean {
  return /^\d{12,19}$/.test(plainCardNumber(text));
}

/** The moment from which a card is no longer good; undefined when the text is no `MM/YY`. A card is good through its last month. */
export function cardExpiryEnd(text: string): Date | undefined {
  const [, month, year] = /^\s*(0[1-9]|1[0-2])\s*\/\s*(\d{2})\s*$/.exec(text) ?? [];
  if (month === undefined || year === undefined) return undefined;
  return new Date(2000 + Number(year), Number(month), 1);
}

/** Whether a text is a card's security code: three or four digits. */
export function isCardCode(text: string): boolean {
  return /^\d{3,4}$/.test(text);
}
