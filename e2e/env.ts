import { z } from "zod";

/** Where the shop under test answers: set by the test run, or by hand to try a shop that is running already. */
export const shop = z
  .object({
    STOREFRONT_URL: z.url().default("http://127.0.0.1:3000"),
    ADMIN_URL: z.url().default("http://127.0.0.1:3001"),
    API_URL: z.url().default("http://127.0.0.1:4000"),
    /** A second API process on the same stores; the first again when there is only one. */
    API_URL_2: z.url().optional(),
    /** The shop's database: only to make what nobody may make through the shop. */
    DATABASE_URL: z.string().startsWith("mongodb").optional(),
    /** Where the shop's processes write their logs. Unset: a shop tried by hand, whose logs are not looked at. */
    LOG_DIR: z.string().optional(),
  })
  .parse(process.env);
