import { scryptSync } from "node:crypto";
import { quickPasswords } from "@scarlet/testing/memory";
import { memoryAdapter } from "better-auth/adapters/memory";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createAuth } from "./auth.ts";
import type { Audience } from "./session-times.ts";

const SECRET = "a secret of thirty-two characters";
const log = { info() {}, warn() {}, error() {} };
const DAY_MS = 24 * 60 * 60 * 1000;

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

function openAuth(audience: Audience) {
  const people = { user: [], session: [] as { token: string }[], account: [], verification: [] };
  const database = memoryAdapter(people);
  const at = (other: Audience, secret = SECRET) =>
    createAuth({
      database,
      secret,
      baseUrl: "http://shop.test",
      audience: other,
      log,
      passwords: quickPasswords,
    });
  const auth = at(audience);
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    auth.handle(
      new Request(`http://shop.test/api/auth/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
      }),
    );
  const signUp = () =>
    post("sign-up/email", { email: "m@example.com", password: "scarlet-demo", name: "Marta" });
  return { auth, at, post, signUp, people };
}

const bearer = (answer: Response) =>
  new Headers({ authorization: `Bearer ${answer.headers.get("set-auth-token")}` });
const cookie = (answer: Response) =>
  new Headers({ cookie: answer.headers.getSetCookie()[0]?.split(";")[0] ?? "" });
const who = async (auth: ReturnType<typeof createAuth>, headers: Headers) =>
  (await auth.whoIs(headers)).person?.email;

test("a bearer token is known until it is signed out, and nobody can write one", async () => {
  const { auth, at, post, signUp } = openAuth("rest");
  const mine = bearer(await signUp());
  expect(await who(auth, mine)).toBe("m@example.com");
  expect(await who(at("rest", "another secret of thirty-two chars"), mine)).toBeUndefined();
  const [token, signature] = String(mine.get("authorization")).replace("Bearer ", "").split(".");
  for (const forged of [
    token,
    `${token}.`,
    `${token}.${"A".repeat(43)}=`,
    `x${token}.${signature}`,
    "%",
    "%ff.x",
  ]) {
    expect([forged, await who(auth, new Headers({ authorization: `Bearer ${forged}` }))]).toEqual([
      forged,
      undefined,
    ]);
  }
  await post("sign-out", {}, Object.fromEntries(mine));
  expect(await who(auth, mine)).toBeUndefined();
});

test("the two apps' cookies have different names and do not open each other", async () => {
  const { auth, at, signUp } = openAuth("storefront");
  const mine = cookie(await signUp());
  expect(mine.get("cookie")).toMatch(/^scarlet_storefront\.session_token=/);
  expect(await who(auth, mine)).toBe("m@example.com");
  expect(await who(at("admin"), mine)).toBeUndefined();
  expect(await who(at("rest"), mine)).toBeUndefined();
});

test("a sign-in is good for its own audience only, however it is presented", async () => {
  const { at, post } = openAuth("rest");
  await post("sign-up/email", { email: "m@example.com", password: "scarlet-demo", name: "Marta" });
  const audiences = ["storefront", "admin", "rest"] as const;
  const as = (audience: Audience, value: string) => {
    const cookies = new Headers({ cookie: `scarlet_${audience}.session_token=${encodeURIComponent(value)}` });
    return audience === "rest" ? new Headers({ authorization: `Bearer ${value}` }) : cookies;
  };
  for (const mine of audiences) {
    const request = new Request("http://shop.test/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: "m@example.com", password: "scarlet-demo" }),
    });
    const answer = await at(mine).handle(request);
    const value = decodeURIComponent(
      answer.headers.get("set-auth-token") ??
        (cookie(answer).get("cookie") ?? "").split("=").slice(1).join("="),
    );
    for (const other of audiences) {
      const found = await who(at(other), as(other, value));
      expect([mine, other, found]).toEqual([mine, other, mine === other ? "m@example.com" : undefined]);
    }
    // The library reads the last of two cookies of one name.
    for (const other of ["storefront", "admin"] as const) {
      if (other === mine) continue;
      const twice = `scarlet_${other}.session_token=x; ${as(other, value).get("cookie")}`;
      expect(await who(at(other), new Headers({ cookie: twice }))).toBeUndefined();
    }
  }
});

test("a session from before audiences is over", async () => {
  const { auth, signUp, people } = openAuth("rest");
  const mine = bearer(await signUp());
  for (const session of people.session) Reflect.deleteProperty(session, "audience");
  expect(await who(auth, mine)).toBeUndefined();
});

test("in the shop everybody only shops, whatever their role", async () => {
  const { auth, signUp, people } = openAuth("storefront");
  const mine = cookie(await signUp());
  Object.assign(people.user[0] ?? {}, { role: "admin" });
  expect((await auth.whoIs(mine)).person?.role).toBe("shopper");
});

const HOUR_MS = 60 * 60 * 1000;

test("in the admin a session ends after an hour without use, and after twelve whatever happens", async () => {
  const { auth, signUp, people } = openAuth("admin");
  const mine = cookie(await signUp());
  Object.assign(people.user[0] ?? {}, { role: "inventory" });
  for (let hour = 0; hour < 11; hour++) {
    vi.setSystemTime(Date.now() + 0.99 * HOUR_MS);
    expect(await who(auth, mine)).toBe("m@example.com");
  }
  vi.setSystemTime(Date.now() + 0.99 * HOUR_MS);
  expect(await who(auth, mine)).toBe("m@example.com");
  vi.setSystemTime(Date.now() + 0.2 * HOUR_MS);
  expect(await who(auth, mine)).toBeUndefined();
});

test("what a page asks by itself does not put off the end of an idle session", async () => {
  const { auth, signUp } = openAuth("admin");
  const mine = cookie(await signUp());
  for (let minute = 0; minute < 59; minute++) {
    vi.setSystemTime(Date.now() + HOUR_MS / 60);
    const asked = await auth.whoIs(mine, { unused: true });
    expect([asked.person?.email, asked.setCookies]).toEqual(["m@example.com", []]);
  }
  vi.setSystemTime(Date.now() + HOUR_MS / 30);
  expect(await who(auth, mine)).toBeUndefined();
});

test("a bearer token of staff is good for twelve hours, one of a shopper as long as it is used", async () => {
  const { auth, signUp, people } = openAuth("rest");
  const mine = bearer(await signUp());
  vi.setSystemTime(Date.now() + 13 * HOUR_MS);
  expect(await who(auth, mine)).toBe("m@example.com");
  Object.assign(people.user[0] ?? {}, { role: "support" });
  expect(await who(auth, mine)).toBeUndefined();
});

test("the session's own way and the library's agree on who it is", async () => {
  const { auth, signUp } = openAuth("storefront");
  const mine = cookie(await signUp());
  const quick = await auth.whoIs(mine);
  vi.setSystemTime(Date.now() + 1.5 * DAY_MS);
  const renewed = await auth.whoIs(mine);
  expect(renewed.person).toEqual(quick.person);
  expect(quick.setCookies).toEqual([]);
  expect(renewed.setCookies.join()).toContain("scarlet_storefront.session_token=");
});

test("a session ends thirty days after it was last renewed", async () => {
  const { auth, signUp } = openAuth("rest");
  const mine = bearer(await signUp());
  vi.setSystemTime(Date.now() + 29 * DAY_MS);
  expect(await who(auth, mine)).toBe("m@example.com");
  vi.setSystemTime(Date.now() + 29 * DAY_MS);
  expect(await who(auth, mine)).toBe("m@example.com");
  vi.setSystemTime(Date.now() + 31 * DAY_MS);
  expect(await who(auth, mine)).toBeUndefined();
});

test("whoever signs up is a shopper, whatever the request says", async () => {
  const { auth, post } = openAuth("rest");
  const body = { email: "x@example.com", password: "scarlet-demo", name: "X", role: "admin" };
  const answer = await post("sign-up/email", body);
  const person = answer.ok ? (await auth.whoIs(bearer(answer))).person : null;
  expect(person?.role ?? "shopper").toBe("shopper");
});

test("a role that nobody knows may shop and nothing else", async () => {
  const { auth, signUp, people } = openAuth("rest");
  const mine = bearer(await signUp());
  Object.assign(people.user[0] ?? {}, { role: "emperor" });
  expect((await auth.whoIs(mine)).person?.role).toBe("shopper");
});

test("a password is kept as a salted hash that is slow to try, unless a test says otherwise", async () => {
  const people = { user: [], session: [], account: [] as { password: string }[], verification: [] };
  const auth = createAuth({
    database: memoryAdapter(people),
    secret: SECRET,
    baseUrl: "http://shop.test",
    audience: "rest",
    log,
  });
  const post = (path: string, password: string) =>
    auth.handle(
      new Request(`http://shop.test/api/auth/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email: "m@example.com", password, name: "Marta" }),
      }),
    );
  expect((await post("sign-up/email", "scarlet-demo")).status).toBe(200);
  const [salt = "", key = ""] = people.account[0]?.password.split(":") ?? [];
  const slow = scryptSync("scarlet-demo", salt, 64, { N: 16_384, r: 16, p: 1, maxmem: 2 ** 27 });
  expect(key).toBe(slow.toString("hex"));
  expect((await post("sign-in/email", "scarlet-demo")).status).toBe(200);
  expect((await post("sign-in/email", "scarlet-dem0")).status).toBe(401);
});
