import { expect, test } from "vitest";
import { formatAgo, formatDayAndTime, formatTime } from "./dates.ts";

const now = new Date("2026-11-22T13:32:00Z");
const before = (ms: number) => new Date(now.getTime() - ms);
const BRUSSELS = "Europe/Brussels";

test("under a day it says how long ago, then the day", () => {
  expect(formatAgo(before(2_000), now, BRUSSELS)).toBe("now");
  expect(formatAgo(before(21_000), now, BRUSSELS)).toBe("21 s ago");
  expect(formatAgo(before(11 * 60_000), now, BRUSSELS)).toBe("11 min ago");
  expect(formatAgo(before(3 * 3_600_000), now, BRUSSELS)).toBe("3 h ago");
  expect(formatAgo(before(30 * 3_600_000), now, BRUSSELS)).toBe("yesterday");
  expect(formatAgo(before(5 * 86_400_000), now, BRUSSELS)).toBe("17 Nov");
  expect(formatAgo(new Date("2025-03-03T12:00:00Z"), now, BRUSSELS)).toBe("3 Mar 2025");
});

test("a moment of the future is not in the past", () => {
  expect(formatAgo(before(-60_000), now, BRUSSELS)).toBe("now");
});

test("days are those of the reader's place", () => {
  const lateEvening = new Date("2026-11-21T23:30:00Z");
  expect(formatDayAndTime(lateEvening, now, BRUSSELS)).toBe("Today 00:30");
  expect(formatDayAndTime(lateEvening, now, "UTC")).toBe("Yesterday 23:30");
  expect(formatTime(before(60_000), now, BRUSSELS)).toBe("14:31:00");
});
