import { expect, test } from "vitest";
import { readEnv, SettingError } from "./env.ts";

const ENOUGH = {
  DATABASE_URL: "mongodb://127.0.0.1:27017/scarlet?replicaSet=rs0",
  AUTH_SECRET: "x".repeat(32),
};

test("defaults stand in for what is unset or empty", () => {
  expect(readEnv({ ...ENOUGH, REDIS_URL: "", API_PORT: "" })).toMatchObject({
    API_PORT: 4000,
    OPERATOR_PORT: 4100,
    OPERATOR_HOST: "127.0.0.1",
    HOST: "127.0.0.1",
    HOLD_SECONDS: 900,
    HOLD_LIMIT_FACTOR: 1,
    PAYMENT_GATEWAY: "test",
    REDIS_URL: undefined,
    isProduction: false,
    RATE_LIMIT_FACTOR: 1,
  });
});

test.each([
  [{ DATABASE_URL: "" }, "DATABASE_URL"],
  [{ DATABASE_URL: "postgres://u:hunter2@x/y" }, "DATABASE_URL"],
  [{ DATABASE_URL: "mongodb://db/admin" }, "DATABASE_URL"],
  [{ DATABASE_URL: "mongodb://db/my%20shop" }, "DATABASE_URL"],
  [{ DATABASE_TRANSACTION_LIMIT_SECONDS: "0" }, "DATABASE_TRANSACTION_LIMIT_SECONDS"],
  [{ DATABASE_TRANSACTION_LIMIT_SECONDS: "a minute" }, "DATABASE_TRANSACTION_LIMIT_SECONDS"],
  [{ REDIS_URL: "127.0.0.1:6379" }, "REDIS_URL"],
  [{ REDIS_URL: "redis+sentinel://one,two" }, "redis+sentinel://user:password@host"],
  [{ API_PORT: "70000" }, "API_PORT"],
  [{ API_PORT: "http" }, "API_PORT"],
  [{ OPERATOR_PORT: "0" }, "OPERATOR_PORT"],
  [{ OPERATOR_PORT: "4000" }, "OPERATOR_PORT"],
  [{ API_PORT: "65500" }, "OPERATOR_PORT"],
  [{ AUTH_SECRET: "short" }, "AUTH_SECRET"],
  [{ HOLD_SECONDS: "0" }, "HOLD_SECONDS"],
  [{ HOLD_SECONDS: "86401" }, "HOLD_SECONDS"],
  [{ HOLD_LIMIT_FACTOR: "-1" }, "HOLD_LIMIT_FACTOR"],
  [{ HOLD_LIMIT_FACTOR: "1.5" }, "HOLD_LIMIT_FACTOR"],
  [{ PAYMENT_GATEWAY: "cash" }, "PAYMENT_GATEWAY"],
  [{ TAKE_PLAY_MONEY: "yes" }, "TAKE_PLAY_MONEY"],
  [{ LOG_LEVEL: "loud" }, "LOG_LEVEL"],
  [{ DEMO_PEOPLE: "yes" }, "DEMO_PEOPLE"],
  [{ DEMO_PEOPLE: "1", HOST: "0.0.0.0" }, "DEMO_PEOPLE=1 is refused, because HOST"],
  [{ DEMO_PEOPLE: "1", ADMIN_URL: "https://desk.example" }, "DEMO_PEOPLE=1 is refused, because ADMIN_URL"],
  [
    { DEMO_PEOPLE: "1", NODE_ENV: "production", PAYMENT_GATEWAY: "test", TAKE_PLAY_MONEY: "1" },
    "DEMO_PEOPLE=1 is refused, because NODE_ENV",
  ],
  [{ STOREFRONT_URL: "shop.example" }, "STOREFRONT_URL"],
  [{ TRUSTED_PROXIES: "everybody" }, "TRUSTED_PROXIES"],
  [{ TRUSTED_PROXIES: "10.0.0.0/0" }, "TRUSTED_PROXIES"],
  [{ PROXY_SECRET: "hunter2" }, "PROXY_SECRET"],
  [{ RATE_LIMIT_FACTOR: "0" }, "RATE_LIMIT_FACTOR"],
  [{ RATE_LIMIT_FACTOR: "much" }, "RATE_LIMIT_FACTOR"],
])("%o is told in one sentence that names %s and shows no value", (wrong, name) => {
  const attempt = () => readEnv({ ...ENOUGH, ...wrong });
  expect(attempt).toThrow(SettingError);
  expect(attempt).toThrow(name);
  expect(attempt).not.toThrow(/hunter2|\n/);
});

test("a connection string without a database means the one that every client of the shop takes", () => {
  const { DATABASE_URL } = readEnv({ ...ENOUGH, DATABASE_URL: "mongodb://u:p@db/?replicaSet=rs0" });
  expect(DATABASE_URL).toBe("mongodb://u:p@db/scarlet?authSource=admin&replicaSet=rs0");
});

test("in production the apps prove themselves", () => {
  const real = { ...ENOUGH, NODE_ENV: "production", PAYMENT_GATEWAY: "test", TAKE_PLAY_MONEY: "1" };
  expect(() => readEnv(real)).toThrow(/^PROXY_SECRET is needed/);
});

test("in production on a real database nobody takes test money by default", () => {
  const real = { ...ENOUGH, NODE_ENV: "production", PROXY_SECRET: "p".repeat(32) };
  expect(() => readEnv(real)).toThrow("PAYMENT_GATEWAY");
  const play = { ...real, PAYMENT_GATEWAY: "test" };
  for (const said of [undefined, "", "0"])
    expect(() => readEnv({ ...play, TAKE_PLAY_MONEY: said })).toThrow("say so with TAKE_PLAY_MONEY=1");
  expect(readEnv({ ...play, TAKE_PLAY_MONEY: "1" }).isProduction).toBe(true);
  expect(readEnv({ ...real, SCARLET_EMBEDDED: "1" })).toMatchObject({
    PAYMENT_GATEWAY: "test",
    PROXY_SECRET: "p".repeat(32),
    isProduction: false,
  });
});

test.each(["STOREFRONT_URL", "ADMIN_URL", "API_URL"])(
  "run for real, %s is https or this machine's own",
  (name) => {
    const play = { PAYMENT_GATEWAY: "test", TAKE_PLAY_MONEY: "1" };
    const real = { ...ENOUGH, NODE_ENV: "production", PROXY_SECRET: "p".repeat(32), ...play };
    for (const url of ["http://shop.example", "http://10.0.0.5:3000", "http://localhost.evil.example"])
      expect(() => readEnv({ ...real, [name]: url })).toThrow(`${name} must begin with https://`);
    for (const url of ["https://shop.example", "http://127.0.0.1:3000", "http://localhost:3000"])
      expect(readEnv({ ...real, [name]: url })).toMatchObject({ [name]: url, isProduction: true });
    expect(readEnv({ ...real, SCARLET_EMBEDDED: "1", [name]: "http://10.0.0.5:3000" }).isProduction).toBe(
      false,
    );
  },
);

test("demo people come with the start's own database on this machine, or by explicit wish", () => {
  expect(readEnv(ENOUGH).demo).toMatchObject({ allowed: false });
  expect(readEnv({ ...ENOUGH, SCARLET_EMBEDDED: "1" }).demo).toMatchObject({ allowed: true });
  expect(readEnv({ ...ENOUGH, DEMO_PEOPLE: "1" }).demo).toMatchObject({ allowed: true });
  expect(readEnv({ ...ENOUGH, SCARLET_EMBEDDED: "1", DEMO_PEOPLE: "0" }).demo.allowed).toBe(false);
  expect(readEnv({ ...ENOUGH, SCARLET_EMBEDDED: "1", HOST: "0.0.0.0" }).demo.allowed).toBe(false);
});
