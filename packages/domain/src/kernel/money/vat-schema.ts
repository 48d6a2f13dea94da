import { z } from "zod";
import { COUNTRIES } from "../countries.ts";

/** The rate that an order is taxed at, as it was when its address was given. */
export const vatSchema = z.object({ country: z.enum(COUNTRIES), basisPoints: z.int().min(0).max(10_000) });
