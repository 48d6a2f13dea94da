import { afterEach, expect, test, vi } from "vitest";
import { postCredentials } from "./post-credentials.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

function post(answer: () => Response) {
  vi.stubGlobal("fetch", async () => answer());
  return postCredentials("/api/auth/sign-in/email", { email: "a@b.example", password: "x" });
}

test("done is no failure", async () => {
  expect(await post(() => new Response(null, { status: 200 }))).toBeUndefined();
});

test("no answer, and a server's fault, are the same", async () => {
  const failed = () => {
    throw new TypeError("fetch failed");
  };
  expect(await post(failed)).toEqual({ kind: "no_answer" });
  expect(await post(() => new Response(null, { status: 502 }))).toEqual({ kind: "no_answer" });
});

test("who tried too often is told for how long to wait", async () => {
  const answer = (headers: Record<string, string>) => new Response(null, { status: 429, headers });
  expect(await post(() => answer({ "retry-after": "7" }))).toEqual({
    kind: "too_many_tries",
    retryAfterSeconds: 7,
  });
  expect(await post(() => answer({}))).toEqual({ kind: "too_many_tries", retryAfterSeconds: 60 });
});

test("a refusal brings its status and sentence, if it has one", async () => {
  const refused = { kind: "refused", status: 409 };
  expect(await post(() => Response.json({ detail: "Taken." }, { status: 409 }))).toEqual({
    ...refused,
    detail: "Taken.",
  });
  expect(await post(() => new Response("no JSON", { status: 409 }))).toEqual({
    ...refused,
    detail: undefined,
  });
});
