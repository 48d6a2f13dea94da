import { quickPasswords } from "@scarlet/testing/memory";
import { memoryAdapter } from "better-auth/adapters/memory";
import { beforeEach, expect, test } from "vitest";
import { betterAuthOf } from "./auth.ts";
import { DEMO_PASSWORD, DEMO_PEOPLE, ensureDemoPeople, removeDemoPeople } from "./demo-people.ts";

type Row = Record<string, unknown>;
let tables: Record<"user" | "session" | "account" | "verification", Row[]>;
const optionsOf = () =>
  ({
    database: memoryAdapter(tables),
    secret: "a secret of thirty-two characters",
    baseUrl: "http://shop.test",
    audience: "rest",
    log: { info() {}, warn() {}, error() {} },
    passwords: quickPasswords,
  }) as const;

const adminAddress = "admin@example.com";
const roleOf = (email: string) => tables.user.find((user) => user.email === email)?.role;

async function signUp(email: string, password: string) {
  await betterAuthOf(optionsOf()).api.signUpEmail({ body: { email, password, name: "Eve" } });
}

beforeEach(() => {
  tables = { user: [], session: [], account: [], verification: [] };
});

test("the demo people are made once, each with the role that the start prints", async () => {
  expect(await ensureDemoPeople(optionsOf())).toEqual({ made: 3, taken: [] });
  for (const { email, role } of DEMO_PEOPLE) expect(roleOf(email)).toBe(role);
  expect(await ensureDemoPeople(optionsOf())).toEqual({ made: 0, taken: [] });
});

test.each([
  ["a password of their own", "a-password-of-eve", [adminAddress]],
  ["the demo password", DEMO_PASSWORD, []],
])(
  "whoever signed up with a demo person's address and %s is not promoted",
  async (_with, password, taken) => {
    await signUp(adminAddress, password);
    const before = structuredClone(tables.user);
    expect(await ensureDemoPeople(optionsOf())).toEqual({ made: 2, taken });
    expect(tables.user.find(({ email }) => email === adminAddress)).toEqual(before[0]);
  },
);

test("a demo person whom a start left without a password gets one", async () => {
  await ensureDemoPeople(optionsOf());
  tables.account.splice(0, 1);
  expect(await ensureDemoPeople(optionsOf())).toEqual({ made: 1, taken: [] });
});

test("of a database that becomes real the demo people are taken away with their sessions, and nobody else", async () => {
  await ensureDemoPeople(optionsOf());
  await betterAuthOf(optionsOf()).api.signInEmail({ body: { email: adminAddress, password: DEMO_PASSWORD } });
  await signUp("eve@example.com", DEMO_PASSWORD);
  // A start before people were marked as demo people.
  for (const user of tables.user) delete user.demo;
  expect(await removeDemoPeople(optionsOf())).toEqual(DEMO_PEOPLE.map(({ email }) => email));
  expect(tables.user.map(({ email }) => email)).toEqual(["eve@example.com"]);
  const [eve] = tables.user;
  expect(tables.session.map(({ userId }) => userId)).toEqual([eve?.id]);
  expect(tables.account.map(({ userId }) => userId)).toEqual([eve?.id]);
  expect(await removeDemoPeople(optionsOf())).toEqual([]);
});

test("a person whom a start left unfinished goes as well; somebody's own account at such an address stays", async () => {
  await ensureDemoPeople(optionsOf());
  tables.account.splice(0, tables.account.length);
  tables.user.splice(2, 1);
  await signUp(adminAddress, "a-password-of-eve");
  expect(await removeDemoPeople(optionsOf())).toHaveLength(2);
  expect(tables.user.map(({ email }) => email)).toEqual([adminAddress]);
});
