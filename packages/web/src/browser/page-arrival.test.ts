import { afterEach, expect, test, vi } from "vitest";
import { pageArrival } from "./page-arrival.ts";

afterEach(() => vi.restoreAllMocks());

const clock = { name: "clock", duration: 1_790_000_000_000 };

function arrives(entry: object): void {
  vi.spyOn(performance, "getEntriesByType").mockReturnValue([entry] as unknown as PerformanceEntryList);
}

test("a page that was asked for tells when it was sent and when it came", () => {
  for (const type of ["navigate", "reload", "back_forward"]) {
    arrives({ type, responseStart: 120, transferSize: 300, serverTiming: [clock] });
    expect(pageArrival()).toEqual({
      atMs: performance.timeOrigin + 120,
      sentAtMs: clock.duration,
      isFromHistory: false,
    });
  }
});

test("what the browser had kept says nothing of the time", () => {
  arrives({ type: "back_forward", responseStart: 2, transferSize: 0, serverTiming: [clock] });
  expect(pageArrival()).toMatchObject({ sentAtMs: undefined, isFromHistory: true });
});

test("a browser that knows less is asked for less", () => {
  vi.spyOn(performance, "getEntriesByType").mockReturnValue([]);
  vi.spyOn(Date, "now").mockReturnValue(5);
  expect(pageArrival()).toEqual({ atMs: 5, sentAtMs: undefined, isFromHistory: false });
});

test("the moment stays the same where the browser does not tell it: React asks until it does", () => {
  vi.spyOn(performance, "getEntriesByType").mockReturnValue([]);
  const first = pageArrival().atMs;
  vi.spyOn(Date, "now").mockReturnValue(first + 1_000);
  expect(pageArrival().atMs).toBe(first);
});
