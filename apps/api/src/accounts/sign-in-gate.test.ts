import { createSignInTries } from "@scarlet/adapters/accounts";
import { expect, test } from "vitest";
import { createSignInGate } from "./sign-in-gate.ts";

const silent = { info() {}, warn() {}, error() {} };

function gateAt() {
  const clock = { ms: 0 };
  const tries = createSignInTries({ redis: null, log: silent, monotonicMs: () => clock.ms });
  const gate = createSignInGate(tries);
  let checked = 0;
  const attempt = (email: string, right: boolean) =>
    gate(email, () => {
      checked += 1;
      return Promise.resolve(new Response(null, { status: right ? 200 : 401 }));
    }).then(
      (answer) => answer.status,
      (error: { code?: string }) => error.code,
    );
  return { clock, attempt, checked: () => checked };
}

const PAUSED = "accounts.too_many_tries";

test("five wrong tries pause the account for a minute, for the right password too", async () => {
  const { clock, attempt } = gateAt();
  for (let i = 0; i < 5; i++) expect(await attempt("a@example.com", false)).toBe(401);
  expect(await attempt("A@Example.com", true)).toBe(PAUSED);
  expect(await attempt("b@example.com", true)).toBe(200);
  clock.ms = 59_999;
  expect(await attempt("a@example.com", true)).toBe(PAUSED);
  clock.ms = 60_000;
  expect(await attempt("a@example.com", true)).toBe(200);
});

test("a burst of guesses is counted one by one: only five of them reach the password check", async () => {
  const { attempt, checked } = gateAt();
  const answers = await Promise.all(Array.from({ length: 50 }, () => attempt("a@example.com", false)));
  expect(checked()).toBe(5);
  expect(answers.filter((answer) => answer === PAUSED)).toHaveLength(45);
});

test("right sign-ins are never slowed, however many come at once", async () => {
  const { attempt } = gateAt();
  const answers = await Promise.all(Array.from({ length: 50 }, () => attempt("a@example.com", true)));
  expect(new Set(answers)).toEqual(new Set([200]));
});

test("a right try forgets the wrong ones before it", async () => {
  const { attempt } = gateAt();
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < 4; i++) expect(await attempt("a@example.com", false)).toBe(401);
    expect(await attempt("a@example.com", true)).toBe(200);
  }
});

test("a try that fails for another reason stops neither the next nor counts as wrong", async () => {
  const tries = createSignInTries({ redis: null, log: silent });
  const gate = createSignInGate(tries);
  for (let i = 0; i < 6; i++) {
    await expect(gate("a@example.com", () => Promise.reject(new Error("database")))).rejects.toThrow(
      "database",
    );
  }
  expect((await gate("a@example.com", () => Promise.resolve(new Response()))).status).toBe(200);
});
