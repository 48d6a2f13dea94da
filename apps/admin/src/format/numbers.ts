const formatter = new Intl.NumberFormat("en-IE");

/** Writes a whole number for people: 5656 → "5,656", −2 → "−2". */
export function figure(value: number): string {
  return value < 0 ? `−${formatter.format(-value)}` : formatter.format(value);
}

/** Writes a difference with its sign: "+4", "−2", "0". */
export function signed(value: number): string {
  return value > 0 ? `+${figure(value)}` : figure(value);
}

/** "1 piece", "3 pieces": a figure and its word. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${figure(value)} ${value === 1 ? one : many}`;
}
