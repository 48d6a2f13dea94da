import { MAX_ON_HAND } from "@scarlet/domain/inventory";
import { stockEditorCopy } from "../../copy/inventory/editor.ts";
import { parseWholeNumber, wholeNumberError } from "../../format/whole-number.ts";

/** The number that was typed, or the sentence that says why it is none. */
type Parsed =
  | { readonly value: number; readonly error?: never }
  | { readonly value?: never; readonly error: string };

/** Parses a typed value of on hand, from 0 to `MAX_ON_HAND`. Commas or spaces may group thousands. */
export function parseOnHand(text: string): Parsed {
  const value = parseWholeNumber(text);
  if (value === undefined) return { error: wholeNumberError(text) };
  return value > MAX_ON_HAND ? { error: stockEditorCopy.tooMany } : { value };
}

/** Parses a typed difference of on hand: "+12", "-1", "−1", "3". Zero is an error, because it changes nothing. */
export function parseDelta(text: string): Parsed {
  const [, sign = "", digits = ""] = /^\s*([+−–-]?)(.*)$/s.exec(text) ?? [];
  const size = parseWholeNumber(digits);
  if (size === undefined) return { error: wholeNumberError(text) };
  if (size === 0) return { error: stockEditorCopy.changesNothing };
  if (size > MAX_ON_HAND) return { error: stockEditorCopy.tooMany };
  return { value: sign === "" || sign === "+" ? size : -size };
}
