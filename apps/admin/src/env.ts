import { z } from "zod";

/** An unset variable and an empty one mean the same: the default. */
const url = (fallback: string) =>
  z.preprocess(
    (value) => (value === "" ? undefined : value),
    z.url({ protocol: /^https?$/ }).default(fallback),
  );

const schema = z.object({
  /** Where this app's server reaches the API. */
  API_URL: url("http://127.0.0.1:4000"),
  /** Where "Open the shop" leads. */
  STOREFRONT_URL: url("http://localhost:3000"),
  NODE_ENV: z.string().default("development"),
});

type Env = z.infer<typeof schema>;

let parsed: Env | undefined;

/** The settings of this process, read when they are first needed: at run time, never while building. */
export function env(): Env {
  parsed ??= schema.parse(process.env);
  return parsed;
}
