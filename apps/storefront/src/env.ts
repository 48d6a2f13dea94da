import { isSafeAddress, needsHttps } from "@scarlet/domain/accounts";
import { z } from "zod";

/** A setting that the process cannot start with. The message is one sentence that names it. */
export class SettingError extends Error {
  override readonly name = "SettingError";
}

/** An unset variable and an empty one mean the same: the default. */
const setting = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema);

const url = (fallback: string) => setting(z.url({ protocol: /^https?$/ }).default(fallback));

const schema = z.object({
  STOREFRONT_PORT: setting(z.coerce.number().int().min(1).max(65_535).default(3000)),
  HOST: setting(z.string().min(1).default("127.0.0.1")),
  /** Where this app's server reaches the API. */
  API_URL: url("http://127.0.0.1:4000"),
  /** Where shoppers reach this app: for canonical addresses, the sitemap, and whether cookies need https. */
  STOREFRONT_URL: url("http://127.0.0.1:3000"),
  /** How long a hold lasts, as the API has it: pages say it before there is a hold to ask. */
  HOLD_SECONDS: setting(z.coerce.number().int().min(1).max(86_400).default(900)),
  /** Proves to the API that this app may say for whom it asks; the API has the same. */
  PROXY_SECRET: setting(z.string().min(32, "it must have 32 characters or more").optional()),
  NODE_ENV: setting(z.string().default("development")),
  /** Set by the start: the shop is a trial with a database of its own, whatever NODE_ENV says. */
  SCARLET_EMBEDDED: setting(z.enum(["0", "1"]).default("0")),
  /** Set by `npm run dev`: Next compiles each page as it is asked for and reloads it, instead of serving a build. */
  SCARLET_DEVELOPMENT: setting(z.enum(["0", "1"]).default("0")),
});

export type Env = z.infer<typeof schema> & {
  /** Customers buy here: addresses must be https, or on this machine alone. */
  readonly isProduction: boolean;
};

let parsed: Env | undefined;

/** The settings of this process, read when they are first needed: at run time, never while building. */
export function env(): Env {
  parsed ??= readEnv(process.env);
  return parsed;
}

/** Parses the environment. Raises `SettingError`. */
export function readEnv(environment: Readonly<Record<string, string | undefined>>): Env {
  const result = schema.safeParse(environment);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new SettingError(
      `${String(issue?.path[0] ?? "A setting")} is wrong: ${issue?.message}. See .env.example.`,
    );
  }
  const isProduction = result.data.NODE_ENV === "production" && result.data.SCARLET_EMBEDDED === "0";
  if (isProduction && !isSafeAddress(result.data.STOREFRONT_URL))
    throw new SettingError(needsHttps("STOREFRONT_URL"));
  return { ...result.data, isProduction };
}
