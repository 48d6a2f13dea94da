import { expect, test } from "vitest";
import { retryUnlessFinal } from "./query-options.ts";

const refusal = (httpStatus: number, outcome?: string) =>
  Object.assign(new Error("No."), { data: { httpStatus, errorCode: "a.b", details: { outcome } } });

test("a read that got no answer is retried twice", () => {
  const retry = retryUnlessFinal(() => true);
  const noAnswer = new Error("fetch failed");
  expect([0, 1, 2].map((failures) => retry(failures, noAnswer))).toEqual([true, true, false]);
  expect(retry(0, refusal(500))).toBe(true);
});

test("a refusal is retried only where it is not final", () => {
  const busy = refusal(503, "nothing_done");
  expect(retryUnlessFinal(() => true)(0, busy)).toBe(false);
  const patient = retryUnlessFinal(({ status }) => status < 500);
  expect([patient(0, busy), patient(2, busy), patient(0, refusal(404))]).toEqual([true, false, false]);
});
