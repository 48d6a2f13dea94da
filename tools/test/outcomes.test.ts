import { expect, test } from "vitest";
import { outcomeOf as ofPlaywright } from "./e2e-step.ts";
import { outcomeOf as ofVitest } from "./vitest-step.ts";

function vitestReport(statuses: readonly string[], over: Record<string, unknown> = {}): unknown {
  const count = (status: string) => statuses.filter((each) => each === status).length;
  return {
    success: !statuses.includes("failed"),
    numPassedTests: count("passed"),
    numFailedTests: count("failed"),
    numPendingTests: count("skipped"),
    testResults: [
      {
        name: "a.test.ts",
        status: "passed",
        assertionResults: statuses.map((status) => ({ status, fullName: status })),
      },
    ],
    ...over,
  };
}

test("unit and integration: what passed and what failed is counted one by one", () => {
  expect(ofVitest(vitestReport(["passed", "passed", "failed"]), false)).toEqual({ passed: 2, failed: 1 });
  expect(ofVitest(vitestReport(["passed"]), true)).toEqual({ passed: 1, failed: 0 });
});

test("unit and integration: a skipped test, a file that cannot be read in, and an error outside of tests are failures", () => {
  expect(ofVitest(vitestReport(["passed", "skipped"]), true)).toEqual({ passed: 1, failed: 1 });
  const broken = [{ name: "b.test.ts", status: "failed", assertionResults: [] }];
  expect(ofVitest(vitestReport([], { success: false, testResults: broken }), false)).toEqual({
    passed: 0,
    failed: 1,
  });
  expect(ofVitest(vitestReport(["passed"]), false)).toEqual({ passed: 1, failed: 1 });
});

test("end to end: skipped and flaky tests are failures, and so is an error outside of tests", () => {
  const stats = { expected: 3, unexpected: 0, flaky: 0, skipped: 0 };
  expect(ofPlaywright({ stats, errors: [] }, true)).toEqual({ passed: 3, failed: 0 });
  expect(
    ofPlaywright({ stats: { ...stats, skipped: 1, flaky: 1, unexpected: 1 }, errors: [] }, false),
  ).toEqual({ passed: 3, failed: 3 });
  expect(ofPlaywright({ stats, errors: [{}] }, false)).toEqual({ passed: 3, failed: 1 });
  expect(ofPlaywright({ stats, errors: [] }, false)).toEqual({ passed: 3, failed: 1 });
});
