import { language } from "../copy/language.ts";

const formatter = new Intl.NumberFormat(language.numbers);

/** A whole number for people: 5656 → "5,656", -2 → "−2" with a real minus sign. */
export function formatNumber(value: number): string {
  return value < 0 ? `−${formatter.format(-value)}` : formatter.format(value);
}

/** A difference with its sign: "+4", "−2", "0". */
export function formatSigned(value: number): string {
  return value > 0 ? `+${formatNumber(value)}` : formatNumber(value);
}

/** A number with its noun: "1 piece", "3 pieces". */
export function formatCount(value: number, one: string, many = `${one}s`): string {
  return `${formatNumber(value)} ${value === 1 ? one : many}`;
}
