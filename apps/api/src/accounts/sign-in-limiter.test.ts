import { createSignInTries } from "@scarlet/adapters/accounts";
import { expect, test } from "vitest";
import { createSignInLimiter, type SignInTry, TRY_LIMITS } from "./sign-in-limiter.ts";

const silent = { info() {}, warn() {}, error() {} };

function gateAt() {
  const clock = { ms: 0 };
  const told: SignInTry[] = [];
  const tries = createSignInTries({ redis: null, log: silent, monotonicMs: () => clock.ms });
  const gate = createSignInLimiter({ tries, onAllPaused: (who) => void told.push(who) });
  let checked = 0;
  const attempt = (email: string, right: boolean, from: Partial<SignInTry> = {}) =>
    gate({ email, address: "192.0.2.1", device: null, ...from }, () => {
      checked += 1;
      return Promise.resolve(new Response(null, { status: right ? 200 : 401 }));
    }).then(
      (answer) => answer.status,
      (error: { code?: string }) => error.code,
    );
  return { clock, attempt, told, checked: () => checked };
}

const PAUSED = "accounts.too_many_tries";
const MINUTE_MS = 60_000;
const ANNA = "anna@example.com";

test("five wrong tries pause the account for a minute, for the right password too", async () => {
  const { clock, attempt } = gateAt();
  for (let i = 0; i < 5; i++) expect(await attempt(ANNA, false)).toBe(401);
  expect(await attempt("Anna@Example.com", true)).toBe(PAUSED);
  expect(await attempt("b@example.com", true)).toBe(200);
  clock.ms = MINUTE_MS - 1;
  expect(await attempt(ANNA, true)).toBe(PAUSED);
  clock.ms = MINUTE_MS;
  expect(await attempt(ANNA, true)).toBe(200);
});

test("whoever tries wrongly keeps out nobody else: not another address, not a browser that was in before", async () => {
  const { attempt } = gateAt();
  for (let i = 0; i < 5; i++) await attempt(ANNA, false);
  expect(await attempt(ANNA, true)).toBe(PAUSED);
  expect(await attempt(ANNA, true, { address: "192.0.2.2" })).toBe(200);
  expect(await attempt(ANNA, true, { device: "annas-laptop" })).toBe(200);
});

test("each further pause is twice as long, up to a quarter of an hour, and half an hour of quiet forgets", async () => {
  const { clock, attempt } = gateAt();
  for (const minutes of [1, 2, 4, 8, 15, 15]) {
    for (let i = 0; i < 5; i++) expect(await attempt(ANNA, false)).toBe(401);
    clock.ms += minutes * MINUTE_MS - 1;
    expect([minutes, await attempt(ANNA, true)]).toEqual([minutes, PAUSED]);
    clock.ms += 1;
  }
  clock.ms += 30 * MINUTE_MS;
  for (let i = 0; i < 4; i++) expect(await attempt(ANNA, false)).toBe(401);
  expect(await attempt(ANNA, true)).toBe(200);
});

test("guesses through many addresses are paused together and told; browsers that were in before pass all the same", async () => {
  const { clock, attempt, told } = gateAt();
  const { tries } = TRY_LIMITS.allTries;
  for (let i = 0; i < tries; i++)
    expect(await attempt(ANNA, false, { address: `198.51.100.${i}` })).toBe(401);
  expect(told.map(({ email }) => email)).toEqual([ANNA]);
  expect(await attempt(ANNA, true, { address: "203.0.113.1" })).toBe(PAUSED);
  expect(await attempt(ANNA, true, { device: "annas-laptop" })).toBe(200);
  // Their end does not move further away, or a crowd of addresses could keep a new browser of hers out.
  clock.ms += MINUTE_MS;
  for (let i = 0; i < tries; i++) await attempt(ANNA, false, { address: `198.51.100.${i}` });
  clock.ms += MINUTE_MS;
  expect(await attempt(ANNA, true, { address: "203.0.113.1" })).toBe(200);
});

test("a browser that was in before is counted too, by itself", async () => {
  const { attempt } = gateAt();
  for (let i = 0; i < 5; i++) expect(await attempt(ANNA, false, { device: "stolen" })).toBe(401);
  expect(await attempt(ANNA, true, { device: "stolen" })).toBe(PAUSED);
  expect(await attempt(ANNA, true, { device: "annas-laptop" })).toBe(200);
  expect(await attempt(ANNA, true)).toBe(200);
});

test("a burst of guesses is counted one by one: only five of them reach the password check", async () => {
  const { attempt, checked } = gateAt();
  const answers = await Promise.all(Array.from({ length: 50 }, () => attempt(ANNA, false)));
  expect(checked()).toBe(5);
  expect(answers.filter((answer) => answer === PAUSED)).toHaveLength(45);
});

test("right sign-ins are never slowed, however many come at once", async () => {
  const { attempt } = gateAt();
  const answers = await Promise.all(Array.from({ length: 50 }, () => attempt(ANNA, true)));
  expect(new Set(answers)).toEqual(new Set([200]));
});

test("a right try forgets the wrong ones before it", async () => {
  const { attempt } = gateAt();
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < 4; i++) expect(await attempt(ANNA, false)).toBe(401);
    expect(await attempt(ANNA, true)).toBe(200);
  }
});

test("a try that fails for another reason stops neither the next nor counts as wrong", async () => {
  const tries = createSignInTries({ redis: null, log: silent });
  const gate = createSignInLimiter({ tries, onAllPaused: () => {} });
  const who = { email: ANNA, address: "192.0.2.1", device: null };
  for (let i = 0; i < 6; i++)
    await expect(gate(who, () => Promise.reject(new Error("database")))).rejects.toThrow("database");
  expect((await gate(who, () => Promise.resolve(new Response()))).status).toBe(200);
});
