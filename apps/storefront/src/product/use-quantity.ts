"use client";

import { useState } from "react";
import { productCopy } from "../copy/product.ts";

export type Quantity = {
  readonly value: number;
  /** Why the number is what it is, when the buyer did not choose it or cannot choose more. */
  readonly hint: string | undefined;
  readonly choose: (value: number) => void;
};

/**
 * How many the buyer wants of what is left. When stock falls below the chosen number, the number follows and says why;
 * at the limit it says so. `subject` names the SKU: another one starts at 1 again.
 */
export function useQuantity(subject: string, left: number): Quantity {
  const [wish, setWish] = useState({ subject, asked: 1, touched: false });
  const fresh = wish.subject === subject ? wish : { subject, asked: 1, touched: false };
  const value = Math.max(1, Math.min(fresh.asked, left));
  return {
    value,
    hint: hintOf(fresh, left),
    choose: (asked) => setWish({ subject, asked, touched: true }),
  };
}

function hintOf(
  { asked, touched }: { readonly asked: number; readonly touched: boolean },
  left: number,
): string | undefined {
  if (!touched || left < 1) return undefined;
  if (asked > left) return productCopy.fewerLeft(asked, left);
  return asked === left ? productCopy.choseAll(left) : undefined;
}
