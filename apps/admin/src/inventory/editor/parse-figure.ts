import { MAX_ON_HAND } from "@scarlet/domain/inventory";
import { parseWholeNumber, wholeNumberError } from "../../format/whole-number.ts";

type Typed =
  | { readonly value: number; readonly wrong?: never }
  | { readonly value?: never; readonly wrong: string };

const TOO_MANY = "That is more than a shelf can hold.";

/** Reads a figure as somebody typed it. Commas that group thousands are allowed, anything else is told back. */
export function parseOnHand(text: string): Typed {
  const value = parseWholeNumber(text);
  if (value === undefined) return { wrong: wholeNumberError(text) };
  return value > MAX_ON_HAND ? { wrong: TOO_MANY } : { value };
}

/** Reads a difference: "+12", "-1", "−1", "3". Zero changes nothing. */
export function parseDelta(text: string): Typed {
  const [, sign = "", figure = ""] = /^\s*([+−–-]?)(.*)$/s.exec(text) ?? [];
  const size = parseWholeNumber(figure);
  if (size === undefined) return { wrong: wholeNumberError(text) };
  if (size === 0) return { wrong: "A change of 0 changes nothing." };
  if (size > MAX_ON_HAND) return { wrong: TOO_MANY };
  return { value: sign === "" || sign === "+" ? size : -size };
}
