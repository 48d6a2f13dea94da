import { MAX_ON_HAND } from "@scarlet/domain/inventory";

type Typed =
  | { readonly value: number; readonly wrong?: never }
  | { readonly value?: never; readonly wrong: string };

/** Reads a figure as somebody typed it. Grouping marks are allowed, anything else is told back. */
export function readOnHand(text: string): Typed {
  const bare = text.trim().replaceAll(/[\s,]/g, "");
  if (!/^\d+$/.test(bare)) return { wrong: `“${text.trim()}” is not a whole number.` };
  const value = Number(bare);
  return value > MAX_ON_HAND ? { wrong: "That is more than a shelf can hold." } : { value };
}

/** Reads a difference: "+12", "-1", "−1", "3". Zero changes nothing. */
export function readDelta(text: string): Typed {
  const bare = text.trim().replaceAll(/[\s,]/g, "").replace(/^[−–]/, "-");
  if (!/^[+-]?\d+$/.test(bare)) return { wrong: `“${text.trim()}” is not a whole number.` };
  const value = Number(bare);
  if (value === 0) return { wrong: "A change of 0 changes nothing." };
  return Math.abs(value) > MAX_ON_HAND ? { wrong: "That is more than a shelf can hold." } : { value };
}
