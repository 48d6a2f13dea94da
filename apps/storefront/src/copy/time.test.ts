import { expect, test } from "vitest";
import { durationWords, momentWords } from "./time.ts";

const at = new Date("2026-10-02T12:09:00Z");
const there = { timeZone: "Europe/Brussels" };

test("today's moments are told by the clock alone, its day as Today; others with their day", () => {
  expect(momentWords(at, "dayAndClock", { ...there, isToday: true })).toBe("14:09");
  expect(momentWords(at, "dayAndClock", { ...there, isToday: false })).toBe("2 Oct, 14:09");
  expect(momentWords(at, "day", { ...there, isToday: true })).toBe("Today");
  expect(momentWords(at, "day", { ...there, isToday: false })).toBe("2 October");
  expect(momentWords(at, "clock", { ...there, isToday: false })).toBe("14:09");
});

test.each([
  [900, "15 minutes"],
  [60, "1 minute"],
  [7200, "2 hours"],
  [90, "90 seconds"],
])("%d seconds are %s", (seconds, words) => {
  expect(durationWords(seconds)).toBe(words);
});
