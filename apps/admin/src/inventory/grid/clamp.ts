/** An index limited to those of a list with `length` items. */
export function clamp(index: number, length: number): number {
  return Math.max(0, Math.min(length - 1, index));
}
