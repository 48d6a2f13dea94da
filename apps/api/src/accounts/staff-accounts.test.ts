import { createAuth, createPeople, type StaffChange } from "@scarlet/adapters/accounts";
import { quickPasswords } from "@scarlet/testing/memory";
import { memoryAdapter } from "better-auth/adapters/memory";
import { beforeEach, expect, test } from "vitest";
import { addStaff, removeStaff, type StaffAccounts } from "./staff-accounts.ts";

const ADA = { email: "ada@example.com", name: "Ada", role: "admin", password: "a long password" } as const;

let desk: StaffAccounts;
let recorded: StaffChange[];
let signIn: (password: string) => Promise<Response>;
let whoIs: (answer: Response) => Promise<string | undefined>;
let signUp: (password: string) => Promise<Response>;
beforeEach(() => {
  const database = memoryAdapter({ user: [], session: [], account: [], verification: [] });
  const log = { info() {}, warn() {}, error() {} };
  const options = {
    database,
    secret: "s".repeat(32),
    baseUrl: "http://api.test",
    audience: "rest",
    log,
    passwords: quickPasswords,
  } as const;
  const auth = createAuth(options);
  recorded = [];
  desk = {
    people: createPeople(options),
    changes: { record: async (change) => void recorded.push(change), list: () => Promise.resolve(recorded) },
    by: "a test",
    now: () => new Date(0),
  };
  const post = (path: string, body: object) =>
    auth.handle(
      new Request(`http://api.test/api/auth/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    );
  signIn = (password) => post("sign-in/email", { email: ADA.email, password });
  signUp = (password) => post("sign-up/email", { email: ADA.email, password, name: "Eve" });
  whoIs = async (answer) => {
    const headers = new Headers({ authorization: `Bearer ${answer.headers.get("set-auth-token")}` });
    return (await auth.whoIs(headers)).person?.role;
  };
});

test("somebody new becomes staff, signs in with the password, and it is written down", async () => {
  expect(await addStaff(desk, ADA)).toBeNull();
  expect(await whoIs(await signIn(ADA.password))).toBe("admin");
  expect(recorded).toEqual([
    { at: new Date(0), by: "a test", userId: "new", email: ADA.email, from: null, to: "admin" },
  ]);
});

test("whoever took the address before does not become staff: their password is void and their sessions end", async () => {
  const eve = await signUp("a password of eve");
  expect(await whoIs(eve)).toBe("shopper");
  expect(await addStaff(desk, ADA)).toBe("shopper");
  expect(await whoIs(eve)).toBeUndefined();
  expect((await signIn("a password of eve")).status).toBe(401);
  expect(await whoIs(await signIn(ADA.password))).toBe("admin");
  expect(recorded).toMatchObject([{ from: "shopper", to: "admin" }]);
});

test("whose role is taken shops at most, and not in an open session either", async () => {
  await addStaff(desk, ADA);
  const open = await signIn(ADA.password);
  expect(await removeStaff(desk, ADA.email)).toBe("admin");
  expect(await whoIs(open)).toBeUndefined();
  expect(await whoIs(await signIn(ADA.password))).toBe("shopper");
  expect(recorded.at(-1)).toMatchObject({ from: "admin", to: "shopper" });
});

test("nobody loses a role that they do not have", async () => {
  await signUp("a password of eve");
  for (const email of [ADA.email, "ghost@example.com"])
    await expect(removeStaff(desk, email)).rejects.toMatchObject({ code: "accounts.not_staff" });
  expect(recorded).toEqual([]);
});

test("what cannot be written down is not done", async () => {
  const broken = { ...desk, changes: { ...desk.changes, record: () => Promise.reject(new Error("full")) } };
  await expect(addStaff(broken, ADA)).rejects.toThrow("full");
  expect(await desk.people.find(ADA.email)).toBeNull();
});
