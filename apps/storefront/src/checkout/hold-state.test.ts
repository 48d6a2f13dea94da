import { expect, test } from "vitest";
import { announcement, holdState } from "./hold-state.ts";

test("a hold ends soon in its last two minutes, a short one in its last third", () => {
  expect([holdState(121, 900), holdState(120, 900), holdState(0, 900)]).toEqual([
    "running",
    "ending",
    "ended",
  ]);
  expect([holdState(21, 60), holdState(20, 60)]).toEqual(["running", "ending"]);
});

test("time is said at five, two and one minute and at the end, once each", () => {
  expect(announcement(301, 300)).toContain("5 minutes");
  expect(announcement(300, 299)).toBeUndefined();
  expect(announcement(121, 119)).toContain("2 minutes");
  expect(announcement(61, 60)).toContain("1 minute.");
  expect(announcement(1, 0)).toBe("Your hold has ended.");
  expect(announcement(400, 50)).toContain("5 minutes");
});
