import { z } from "zod";

/** Where the shop under test is: set by the test run, or by hand to test a shop that runs already. */
export const shop = z
  .object({
    STOREFRONT_URL: z.url().default("http://127.0.0.1:3000"),
    ADMIN_URL: z.url().default("http://127.0.0.1:3001"),
    API_URL: z.url().default("http://127.0.0.1:4000"),
    /** A second API process on the same stores. Unset: there is only one. */
    API_URL_2: z.url().optional(),
    /** The shop's database, only for what cannot be created through the API, such as a role. */
    DATABASE_URL: z.string().startsWith("mongodb").optional(),
    /** The folder of the processes' logs. Unset: the logs are not checked. */
    LOG_DIR: z.string().optional(),
  })
  .parse(process.env);
