import { databaseUrlSchema } from "@scarlet/adapters/mongo";
import { redisUrlSchema } from "@scarlet/adapters/redis";
import { type DemoAnswer, demoPeople, isSafeAddress, needsHttps } from "@scarlet/domain/accounts";
import { mailUrlSchema, senderSchema } from "@scarlet/domain/mail";
import { z } from "zod";
import { trustedProxies } from "./http/trusted-proxies.ts";

/** A setting that the process cannot start with. The message is one sentence that names it. */
export class SettingError extends Error {
  override readonly name = "SettingError";
}

/** An unset variable and an empty one mean the same: the default. */
const setting = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema);

const webUrl = (fallback: string) => setting(z.url({ protocol: /^https?$/ }).default(fallback));
const flag = setting(z.enum(["0", "1"]).default("0")).transform((value) => value === "1");

const schema = z.object({
  DATABASE_URL: setting(databaseUrlSchema),
  /** Only for a server that does not tell its transactionLifetimeLimitSeconds. */
  DATABASE_TRANSACTION_LIMIT_SECONDS: setting(z.coerce.number().int().min(1).max(3_600).optional()),
  REDIS_URL: setting(redisUrlSchema.optional()),
  API_PORT: setting(z.coerce.number().int().min(1).max(65_535).default(4000)),
  HOST: setting(z.string().min(1).default("127.0.0.1")),
  OPERATOR_PORT: setting(z.coerce.number().int().min(1).max(65_535).optional()),
  OPERATOR_HOST: setting(z.string().min(1).default("127.0.0.1")),
  AUTH_SECRET: setting(z.string().min(32, "it must have 32 characters or more")),
  STOREFRONT_URL: webUrl("http://127.0.0.1:3000"),
  ADMIN_URL: webUrl("http://127.0.0.1:3001"),
  API_URL: webUrl("http://127.0.0.1:4000"),
  HOLD_SECONDS: setting(z.coerce.number().int().min(1).max(86_400).default(900)),
  HOLD_LIMIT_FACTOR: setting(z.coerce.number().int().min(0).max(1_000).default(1)),
  PAYMENT_GATEWAY: setting(z.enum(["test", "stripe"]).optional()),
  TAKE_PLAY_MONEY: flag,
  STRIPE_SECRET_KEY: setting(
    z
      .string()
      .regex(/^[sr]k_(test|live)_\w+$/, "it must begin with sk_ or rk_")
      .optional(),
  ),
  STRIPE_WEBHOOK_SECRET: setting(
    z
      .string()
      .regex(/^whsec_\w+$/, "it must begin with whsec_")
      .optional(),
  ),
  MAIL_URL: setting(mailUrlSchema.optional()),
  MAIL_FROM: setting(senderSchema.optional()),
  DEMO_PEOPLE: setting(z.enum(["0", "1"]).optional()),
  TRUSTED_PROXIES: setting(z.string().default("")).transform((list, context) => {
    const proxies = trustedProxies(list);
    if (proxies !== null) return proxies;
    context.addIssue(
      "it must be addresses or networks such as 10.1.0.0/16, loopback or private, with commas between",
    );
    return z.NEVER;
  }),
  PROXY_SECRET: setting(z.string().min(32, "it must have 32 characters or more").optional()),
  RATE_LIMIT_FACTOR: setting(z.coerce.number().int().min(1).max(10_000).default(1)),
  LOG_LEVEL: setting(z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info")),
  NODE_ENV: setting(z.string().optional()),
  /** Set by the supervisor: end when it ends. */
  SCARLET_SUPERVISED: flag,
  /** Set by the supervisor: the database is the shop's own, on this machine. */
  SCARLET_EMBEDDED: flag,
});

type Parsed = z.output<typeof schema>;

export type ApiEnv = Omit<Parsed, "PAYMENT_GATEWAY" | "OPERATOR_PORT"> & {
  readonly OPERATOR_PORT: number;
  readonly PAYMENT_GATEWAY: NonNullable<Parsed["PAYMENT_GATEWAY"]>;
  /** A real database in production: money matters. */
  readonly isProduction: boolean;
  /** Whether this shop has demo people, and why (not). */
  readonly demo: Pick<DemoAnswer, "allowed" | "why">;
};

/** Parses the environment. Raises `SettingError`; passwords in URLs are not shown. */
export function readEnv(environment: Readonly<Record<string, string | undefined>>): ApiEnv {
  const result = schema.safeParse(environment);
  if (!result.success) throw new SettingError(describe(result.error, environment));
  const parsed = result.data;
  const isProduction = parsed.NODE_ENV === "production" && !parsed.SCARLET_EMBEDDED;
  if (isProduction && parsed.PAYMENT_GATEWAY === undefined) {
    throw new SettingError(
      "PAYMENT_GATEWAY is needed in production: say how people pay, or `test` to take no money. See .env.example.",
    );
  }
  if (isProduction && parsed.PAYMENT_GATEWAY === "test" && !parsed.TAKE_PLAY_MONEY) {
    throw new SettingError(
      "PAYMENT_GATEWAY=test takes no money: where customers buy, say so with TAKE_PLAY_MONEY=1 as well, or choose another. See .env.example.",
    );
  }
  for (const name of ["STOREFRONT_URL", "ADMIN_URL", "API_URL"] as const) {
    if (isProduction && !isSafeAddress(parsed[name])) throw new SettingError(needsHttps(name));
  }
  for (const name of ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"] as const) {
    if (parsed.PAYMENT_GATEWAY === "stripe" && parsed[name] === undefined)
      throw new SettingError(`${name} is needed where PAYMENT_GATEWAY is stripe. See .env.example.`);
  }
  if (parsed.MAIL_URL !== undefined && parsed.MAIL_FROM === undefined)
    throw new SettingError("MAIL_FROM is needed beside MAIL_URL: whom mails are from. See .env.example.");
  const demo = demoOf(parsed);
  if (isProduction && parsed.PROXY_SECRET === undefined)
    throw new SettingError(
      "PROXY_SECRET is needed in production: with it the storefront and the admin prove for whom they ask, or all their visitors count as one. See .env.example.",
    );
  return {
    ...parsed,
    OPERATOR_PORT: operatorPort(parsed),
    PAYMENT_GATEWAY: parsed.PAYMENT_GATEWAY ?? "test",
    isProduction,
    demo,
  };
}

/** Where operators ask unless told: a hundred above the API's own port. */
function operatorPort({ OPERATOR_PORT, API_PORT }: Parsed): number {
  const port = OPERATOR_PORT ?? API_PORT + 100;
  if (port > 65_535)
    throw new SettingError("OPERATOR_PORT is needed where API_PORT is above 65435. See .env.example.");
  if (port === API_PORT)
    throw new SettingError(
      `OPERATOR_PORT and API_PORT are both ${port}: give each its own. See .env.example.`,
    );
  return port;
}

function demoOf(parsed: Parsed): DemoAnswer {
  const { HOST, STOREFRONT_URL, ADMIN_URL, API_URL, DATABASE_URL } = parsed;
  const answer = demoPeople({
    wanted: parsed.DEMO_PEOPLE,
    ownDatabase: parsed.SCARLET_EMBEDDED,
    production: parsed.NODE_ENV === "production",
    addresses: { HOST, STOREFRONT_URL, ADMIN_URL, API_URL, DATABASE_URL },
  });
  if (answer.refused !== undefined) throw new SettingError(answer.refused);
  return answer;
}

/** The environment of this process. */
export function env(): ApiEnv {
  return readEnv(process.env);
}

function describe(error: z.ZodError, environment: Readonly<Record<string, string | undefined>>): string {
  const [issue] = error.issues;
  const name = String(issue?.path[0] ?? "A setting");
  if (!environment[name]) return `${name} is missing. See .env.example.`;
  return `${name} is wrong: ${issue?.message ?? "it was refused"}. See .env.example.`;
}
