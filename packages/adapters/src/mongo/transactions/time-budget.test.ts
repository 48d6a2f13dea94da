import { expect, test } from "vitest";
import { startBudget } from "./time-budget.ts";

test("conflicts and a database that is away have a time each, and waiting for it is no conflict", () => {
  let now = 100;
  const budget = startBudget({ conflictMs: 50, unavailableMs: 200, monotonicMs: () => now });
  now = 149;
  expect([budget.hasTime("conflict"), budget.hasTime("unavailable")]).toEqual([true, true]);
  now = 150;
  expect([budget.hasTime("conflict"), budget.hasTime("unavailable")]).toEqual([false, true]);
  budget.addUnavailableTime(20);
  expect(budget.hasTime("conflict")).toBe(true);
  now = 300;
  expect([budget.hasTime("conflict"), budget.hasTime("unavailable")]).toEqual([false, false]);
});
