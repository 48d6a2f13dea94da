import { z } from "zod";

/** An unset variable and an empty one mean the same: the default. */
const setting = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema);

const url = (fallback: string) => setting(z.url({ protocol: /^https?$/ }).default(fallback));

const schema = z.object({
  /** Where this app's server reaches the API. */
  API_URL: url("http://127.0.0.1:4000"),
  /** Where shoppers reach this app: for canonical addresses and the sitemap. */
  STOREFRONT_URL: url("http://127.0.0.1:3000"),
  /** How long a hold lasts, as the API has it: pages say it before there is a hold to ask. */
  HOLD_SECONDS: setting(z.coerce.number().int().min(1).max(86_400).default(900)),
  NODE_ENV: z.string().default("development"),
});

export type Env = z.infer<typeof schema>;

let parsed: Env | undefined;

/** The settings of this process, read when they are first needed: at run time, never while building. */
export function env(): Env {
  parsed ??= schema.parse(process.env);
  return parsed;
}
