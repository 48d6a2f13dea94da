import { memoryAdapter } from "better-auth/adapters/memory";
import { MongoNetworkError } from "mongodb";
import { expect, test } from "vitest";
import { createAuth } from "./auth.ts";

const log = { info() {}, warn() {}, error() {} };

/** Sign-in over a database that can be taken away. */
function openAuth() {
  const people = { user: [], session: [], account: [], verification: [] };
  let away = false;
  const kept = memoryAdapter(people);
  const database: typeof kept = (options) => {
    const adapter = kept(options);
    const guarded = Object.entries(adapter).map(([name, member]: [string, unknown]) => [
      name,
      typeof member === "function"
        ? async (...args: unknown[]) => {
            if (away) throw new MongoNetworkError("the connection was cut");
            return member.apply(adapter, args) as unknown;
          }
        : member,
    ]);
    return Object.fromEntries(guarded) as typeof adapter;
  };
  const secret = "a secret of thirty-two characters";
  const auth = createAuth({ database, secret, baseUrl: "http://shop.test", audience: "rest", log });
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    auth.handle(
      new Request(`http://shop.test/api/auth/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
      }),
    );
  return { auth, post, goAway: () => (away = true) };
}

const marta = { email: "m@example.com", password: "scarlet-demo", name: "Marta" };

test("a database that is away is told as that, whatever the sign-in library makes of it", async () => {
  const { auth, post, goAway } = openAuth();
  const token = (await post("sign-up/email", marta)).headers.get("set-auth-token");
  const mine = { authorization: `Bearer ${token}` };
  expect((await auth.whoIs(new Headers(mine))).person?.email).toBe(marta.email);
  goAway();
  const told = { code: "service.outcome_unknown" };
  await expect(post("sign-in/email", marta)).rejects.toMatchObject(told);
  await expect(post("sign-up/email", { ...marta, email: "j@example.com" })).rejects.toMatchObject(told);
  await expect(auth.whoIs(new Headers(mine))).rejects.toThrow();
});

test("what the library refuses while the database is there stays the library's answer", async () => {
  const { post } = openAuth();
  expect((await post("sign-in/email", marta)).status).toBe(401);
});
