import { z } from "zod";
import { CURRENCY } from "./money.ts";

// Apart from the amounts' own rules, so that a browser that only writes prices loads no schema library.

export const currencySchema = z.literal(CURRENCY);

/** An amount in minor units (cents): a whole number, never negative. */
export const priceMinorSchema = z.int().min(0).max(1_000_000_000);
