import { expect, test } from "vitest";
import { operatorPortsOf, portsOf, readSettings, urlOf } from "./settings.ts";

const SECRET = "s".repeat(32);
const REAL = { DATABASE_URL: "mongodb://db/scarlet?replicaSet=rs0", AUTH_SECRET: SECRET };

test("nothing set, or set to nothing, gives the documented defaults", () => {
  for (const environment of [{}, { API_PORT: "", DATABASE_URL: "", STOREFRONT_URL: "" }])
    expect(readSettings(environment)).toMatchObject({
      STOREFRONT_PORT: 3000,
      ADMIN_PORT: 3001,
      API_PORT: 4000,
      HOST: "127.0.0.1",
      HOLD_SECONDS: 900,
      HOLD_LIMIT_FACTOR: 1,
      API_INSTANCES: 1,
      STOREFRONT_URL: "http://127.0.0.1:3000",
      ADMIN_URL: "http://127.0.0.1:3001",
      API_URL: "http://127.0.0.1:4000",
    });
});

test.each([
  ["API_PORT", "eighty"],
  ["API_PORT", "70000"],
  ["HOLD_SECONDS", "86401"],
  ["HOLD_LIMIT_FACTOR", "1001"],
  ["HOLD_LIMIT_FACTOR", "no"],
  ["API_INSTANCES", "1.5"],
  ["DATABASE_URL", "postgres://db/scarlet"],
  ["REDIS_URL", "localhost"],
  ["API_URL", "ftp://api"],
  ["LOG_LEVEL", "loud"],
  ["PAYMENT_GATEWAY", "gold"],
  ["TAKE_PLAY_MONEY", "yes"],
  ["DEMO_PEOPLE", "yes"],
])("%s=%s is refused by name", (name, value) => {
  expect(() => readSettings({ [name]: value })).toThrow(
    new RegExp(`^${name} is wrong \\(it is ".*"\\): .*\\.$`),
  );
});

test("what is refused is shown without its password", () => {
  expect(() => readSettings({ DATABASE_URL: "mongo://me:hush@db/x" })).toThrow(
    /it is "mongo:\/\/\*\*\*@db\/x"/,
  );
  expect(() => readSettings({ AUTH_SECRET: "hush" })).toThrow(/^AUTH_SECRET is wrong: /);
});

test("a real database needs a secret, and in production a way to pay", () => {
  expect(() => readSettings({ DATABASE_URL: REAL.DATABASE_URL })).toThrow(/^AUTH_SECRET is needed/);
  expect(() => readSettings({ ...REAL, NODE_ENV: "production" })).toThrow(/^PAYMENT_GATEWAY is needed/);
  const play = { ...REAL, NODE_ENV: "production", PAYMENT_GATEWAY: "test" };
  expect(() => readSettings(play)).toThrow(/^PAYMENT_GATEWAY=test takes no money: .* TAKE_PLAY_MONEY=1/);
  expect(readSettings({ ...play, TAKE_PLAY_MONEY: "1" }).PAYMENT_GATEWAY).toBe("test");
  expect(readSettings(REAL).PAYMENT_GATEWAY).toBeUndefined();
});

test("where customers buy, every address is https or this machine's own", () => {
  const real = { ...REAL, NODE_ENV: "production", PAYMENT_GATEWAY: "test", TAKE_PLAY_MONEY: "1" };
  for (const name of ["STOREFRONT_URL", "ADMIN_URL", "API_URL"])
    expect(() => readSettings({ ...real, [name]: "http://shop.example" })).toThrow(
      new RegExp(`^${name} must begin with https://`),
    );
  expect(() => readSettings({ ...real, HOST: "10.0.0.5" })).toThrow(/^STOREFRONT_URL must begin with https:/);
  expect(readSettings({ ...real, STOREFRONT_URL: "https://shop.example" }).STOREFRONT_URL).toBe(
    "https://shop.example",
  );
  expect(readSettings({ STOREFRONT_URL: "http://10.0.0.5:3000" }).STOREFRONT_URL).toBe(
    "http://10.0.0.5:3000",
  );
});

test("two things on one port are refused, the API's further instances included", () => {
  expect(() => readSettings({ ADMIN_PORT: "3000" })).toThrow("ADMIN_PORT and STOREFRONT_PORT are both 3000");
  expect(() => readSettings({ API_PORT: "2999", API_INSTANCES: "2" })).toThrow("are both 3000");
});

test("every instance of the API has its own port", () => {
  const ports = portsOf(readSettings({ API_INSTANCES: "3" })).map(([, port]) => port);
  expect(ports).toEqual([3000, 3001, 4000, 4001, 4002]);
});

test("operators have a port of their own for every instance, a hundred above the API's unless told", () => {
  const ports = (environment: Record<string, string>) =>
    operatorPortsOf(readSettings(environment)).map(([, port]) => port);
  expect(ports({ API_INSTANCES: "2" })).toEqual([4100, 4101]);
  expect(ports({ OPERATOR_PORT: "9000" })).toEqual([9000]);
  expect(() => readSettings({ OPERATOR_PORT: "4000" })).toThrow("OPERATOR_PORT and API_PORT are both 4000");
  expect(() => readSettings({ API_PORT: "65500" })).toThrow("OPERATOR_PORT would be 65600");
  expect(() => readSettings({ OPERATOR_PORT: "many" })).toThrow(/^OPERATOR_PORT is wrong/);
});

test("an address that stands for all is not one to go to", () => {
  expect(urlOf("0.0.0.0", 3000)).toBe("http://127.0.0.1:3000");
  expect(urlOf("::1", 3000)).toBe("http://[::1]:3000");
});

test("demo people come with the start's own database on this machine, or by explicit wish", () => {
  expect(readSettings({}).demo).toMatchObject({ allowed: true });
  expect(readSettings({ HOST: "0.0.0.0" }).demo).toMatchObject({
    allowed: false,
    why: expect.stringContaining("HOST"),
  });
  expect(readSettings({ DATABASE_URL: REAL.DATABASE_URL, AUTH_SECRET: SECRET }).demo.allowed).toBe(false);
  expect(() => readSettings({ ...REAL, DEMO_PEOPLE: "1" })).toThrow(
    /^DEMO_PEOPLE=1 is refused, because DATABASE_URL/,
  );
  const near = { ...REAL, DATABASE_URL: "mongodb://localhost:27017/scarlet" };
  expect(readSettings(near).demo.allowed).toBe(false);
  expect(readSettings({ ...near, DEMO_PEOPLE: "1" }).demo.allowed).toBe(true);
  expect(() => readSettings({ ...near, DEMO_PEOPLE: "1", STOREFRONT_URL: "https://shop.example" })).toThrow(
    /^DEMO_PEOPLE=1 is refused, because STOREFRONT_URL/,
  );
});
