import { z } from "zod";
import { databaseUrlSchema } from "../../packages/adapters/src/mongo/connection/database-url.ts";
import { redisUrlSchema } from "../../packages/adapters/src/redis/redis-url.ts";
import { type DemoAnswer, demoPeople } from "../../packages/domain/src/accounts/demo-people.ts";
import { isSafeAddress, needsHttps } from "../../packages/domain/src/accounts/public-address.ts";
import { mailUrlSchema, senderSchema } from "../../packages/domain/src/mail/settings.ts";
import { StartError } from "../bootstrap/start-error.mjs";
import { redact } from "./redact.ts";

/** An unset variable and an empty one mean the same: the default. */
const setting = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema);

const port = (fallback: number) => setting(z.coerce.number().int().min(1).max(65_535).default(fallback));
const whole = (fallback: number, max: number) =>
  setting(z.coerce.number().int().min(1).max(max).default(fallback));
const webUrl = setting(z.url({ protocol: /^https?$/ }).optional());

const schema = z.object({
  STOREFRONT_PORT: port(3000),
  ADMIN_PORT: port(3001),
  API_PORT: port(4000),
  HOST: setting(z.string().min(1).default("127.0.0.1")),
  OPERATOR_PORT: setting(z.coerce.number().int().min(1).max(65_535).optional()),
  OPERATOR_HOST: setting(z.string().min(1).default("127.0.0.1")),
  DATABASE_URL: setting(databaseUrlSchema.optional()),
  DATABASE_TRANSACTION_LIMIT_SECONDS: setting(z.coerce.number().int().min(1).max(3_600).optional()),
  REDIS_URL: setting(redisUrlSchema.optional()),
  DATA_DIR: setting(z.string().default(".data")),
  HOLD_SECONDS: whole(900, 86_400),
  HOLD_LIMIT_FACTOR: setting(z.coerce.number().int().min(0).max(1_000).default(1)),
  API_INSTANCES: whole(1, 64),
  MONGOD_BINARY: setting(z.string().optional()),
  REDIS_SERVER_BINARY: setting(z.string().optional()),
  STOREFRONT_URL: webUrl,
  ADMIN_URL: webUrl,
  API_URL: webUrl,
  AUTH_SECRET: setting(z.string().min(32, "must have 32 characters or more").optional()),
  PROXY_SECRET: setting(z.string().min(32, "must have 32 characters or more").optional()),
  PAGE_CACHE_MB: setting(z.coerce.number().int().min(0).max(4_096).default(64)),
  RATE_LIMIT_FACTOR: whole(1, 10_000),
  PAYMENT_GATEWAY: setting(z.enum(["test", "stripe"]).optional()),
  TAKE_PLAY_MONEY: setting(z.enum(["0", "1"]).default("0")),
  MAIL_URL: setting(mailUrlSchema.optional()),
  MAIL_FROM: setting(senderSchema.optional()),
  DEMO_PEOPLE: setting(z.enum(["0", "1"]).optional()),
  LOG_LEVEL: setting(z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info")),
  NODE_ENV: setting(z.string().optional()),
});

type Parsed = Omit<z.output<typeof schema>, "OPERATOR_PORT"> & { readonly OPERATOR_PORT: number };

/** What a start is told from outside, with every default filled in. */
export type Settings = Omit<Parsed, "STOREFRONT_URL" | "ADMIN_URL" | "API_URL"> & {
  readonly STOREFRONT_URL: string;
  readonly ADMIN_URL: string;
  readonly API_URL: string;
  /** Whether this shop has demo people, and why (not). */
  readonly demo: DemoAnswer;
};

/** Parses the environment. A wrong setting raises a `StartError` that names it; its value is shown without passwords. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const result = schema.safeParse(environment);
  if (!result.success) throw new StartError(describe(result.error, environment));
  const { API_PORT, OPERATOR_PORT = API_PORT + 100 } = result.data;
  const settings: Parsed = { ...result.data, OPERATOR_PORT };
  checkTogether(settings);
  const urls = {
    STOREFRONT_URL: settings.STOREFRONT_URL ?? urlOf(settings.HOST, settings.STOREFRONT_PORT),
    ADMIN_URL: settings.ADMIN_URL ?? urlOf(settings.HOST, settings.ADMIN_PORT),
    API_URL: settings.API_URL ?? urlOf(settings.HOST, settings.API_PORT),
  };
  for (const [name, url] of Object.entries(urls)) {
    if (isProduction(settings) && !isSafeAddress(url)) throw new StartError(needsHttps(name));
  }
  return { ...settings, ...urls, demo: demoOf(settings, urls) };
}

function demoOf(settings: Parsed, urls: Readonly<Record<string, string>>): DemoAnswer {
  const { HOST, DATABASE_URL } = settings;
  const answer = demoPeople({
    wanted: settings.DEMO_PEOPLE,
    ownDatabase: DATABASE_URL === undefined,
    production: settings.NODE_ENV === "production",
    addresses: { HOST, ...urls, ...(DATABASE_URL !== undefined && { DATABASE_URL }) },
  });
  if (answer.refused !== undefined) throw new StartError(answer.refused);
  return answer;
}

/** Settings whose value is shown to nobody. */
const SECRETS: ReadonlySet<string> = new Set(["AUTH_SECRET", "PROXY_SECRET", "MAIL_URL"]);

function describe(error: z.ZodError, environment: Readonly<Record<string, string | undefined>>): string {
  const issue = error.issues[0];
  const name = String(issue?.path[0] ?? "A setting");
  const shown = SECRETS.has(name) ? "" : ` (it is "${redact(environment[name] ?? "")}")`;
  return `${name} is wrong${shown}: ${issue?.message ?? "it was refused"}. See .env.example.`;
}

/** Rules that look at more than one setting. */
function checkTogether(settings: Parsed): void {
  const named = new Map<number, string>();
  for (const [name, number] of [...portsOf(settings), ...operatorPortsOf(settings)]) {
    if (number > 65_535) throw new StartError(`${name} would be ${number}, and ports end at 65535.`);
    const other = named.get(number);
    if (other) throw new StartError(`${name} and ${other} are both ${number}: give each its own port.`);
    named.set(number, name);
  }
  if (settings.MAIL_URL !== undefined && settings.MAIL_FROM === undefined)
    throw new StartError("MAIL_FROM is needed beside MAIL_URL: whom mails are from.");
  if (settings.DATABASE_URL === undefined) return;
  if (settings.AUTH_SECRET === undefined)
    throw new StartError(
      "AUTH_SECRET is needed beside DATABASE_URL: 32 or more random characters that stay the same.",
    );
  if (isProduction(settings) && settings.PAYMENT_GATEWAY === undefined)
    throw new StartError(
      "PAYMENT_GATEWAY is needed in production: say how people pay, or `test` to take no money.",
    );
  if (isProduction(settings) && settings.PAYMENT_GATEWAY === "test" && settings.TAKE_PLAY_MONEY !== "1")
    throw new StartError(
      "PAYMENT_GATEWAY=test takes no money: where customers buy, say so with TAKE_PLAY_MONEY=1 as well, or choose another.",
    );
}

/** Customers buy here: a real database, in production. */
export function isProduction({ DATABASE_URL, NODE_ENV }: Pick<Parsed, "DATABASE_URL" | "NODE_ENV">): boolean {
  return DATABASE_URL !== undefined && NODE_ENV === "production";
}

/** Every public port that this start will listen on, with the setting that moves it. */
export function portsOf(settings: Parsed): readonly (readonly [name: string, port: number])[] {
  return [
    ["STOREFRONT_PORT", settings.STOREFRONT_PORT],
    ["ADMIN_PORT", settings.ADMIN_PORT],
    ...portsOfInstances("API_PORT", settings.API_PORT, settings.API_INSTANCES),
  ];
}

/** The ports on which operators ask the API's instances, on OPERATOR_HOST. */
export function operatorPortsOf(settings: Parsed): readonly (readonly [name: string, port: number])[] {
  return portsOfInstances("OPERATOR_PORT", settings.OPERATOR_PORT, settings.API_INSTANCES);
}

function portsOfInstances(name: string, first: number, instances: number) {
  return Array.from(
    { length: instances },
    (_, index) => [index === 0 ? name : `${name} + ${index}`, first + index] as const,
  );
}

/** Where a browser on this machine reaches a port; an address that means "all" is not one to go to. */
export function urlOf(host: string, portNumber: number): string {
  const reachable =
    { "0.0.0.0": "127.0.0.1", "::": "[::1]" }[host] ?? (host.includes(":") ? `[${host}]` : host);
  return `http://${reachable}:${portNumber}`;
}
