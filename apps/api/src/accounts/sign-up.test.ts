import { expect, test } from "vitest";
import { signUp } from "./sign-up.ts";

const EVE = { email: "marta@example.com", password: "a long password", name: "Eve" };

/** The library's answers, one after the other, and what it was asked. */
function library(isTaken: boolean, ...answers: readonly [status: number, code?: string][]) {
  const asked: string[] = [];
  const told: string[] = [];
  const parts = {
    people: { isTaken: () => Promise.resolve(isTaken) },
    notices: { signUpOfTaken: async (email: string) => void told.push(email) },
  };
  const ask = ({ email, shownEmail }: { email: string; shownEmail: string }) => {
    const [status, code] = answers[asked.length] ?? [200];
    asked.push(email === shownEmail ? "theirs" : email.replace(/^[0-9a-f]{24}/, "<random>"));
    return Promise.resolve(Response.json({ code }, { status }));
  };
  return { asked, told, answer: () => signUp(EVE, parts, ask) };
}

test("a free address is signed up with, and nobody is mailed", async () => {
  const { asked, told, answer } = library(false);
  expect((await answer()).status).toBe(200);
  expect([asked, told]).toEqual([["theirs"], []]);
});

test("a taken one is answered as well, by an account of its own, and its owner is told", async () => {
  const { asked, told, answer } = library(true);
  expect((await answer()).status).toBe(200);
  expect([asked, told]).toEqual([["<random>@unconfirmed.invalid"], [EVE.email]]);
});

test.each([
  ["that somebody was faster", [[422, "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL"]]],
  [
    "only that it lost, then why",
    [
      [422, "FAILED_TO_CREATE_USER"],
      [422, "USER_ALREADY_EXISTS"],
    ],
  ],
] as const)("so is one that was taken meanwhile, when the library says %s", async (_said, answers) => {
  const { asked, told, answer } = library(
    false,
    ...answers.map(([status, code]) => [status, code] as [number, string]),
  );
  expect((await answer()).status).toBe(200);
  expect([asked.at(-1), told]).toEqual(["<random>@unconfirmed.invalid", [EVE.email]]);
});

test("another refusal stays one, and nobody is mailed", async () => {
  const { told, answer } = library(false, [400, "INVALID_PASSWORD"]);
  expect([(await answer()).status, told]).toEqual([400, []]);
});
