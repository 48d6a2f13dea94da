import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createChangeReport } from "./change-report.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const row = (sku: string, onHand: number) => ({
  sku,
  productId: "mug",
  onHand,
  reserved: 0,
  available: onHand,
  version: 100 - onHand,
  lowStockAt: 2,
});

function openReport(watched?: string) {
  const said: (string | number)[] = [];
  const report = createChangeReport({
    watched: () => watched,
    onWatched: ({ sku, onHand }) => said.push(`${sku} ${onHand}`),
    onOthers: (rows) => said.push(rows),
  });
  return { report, said };
}

test("the row that is looked at is told with its newest figures, at most every five seconds", () => {
  const { report, said } = openReport("MUG-1");
  for (let left = 50; left > 0; left -= 1) {
    report.note([row("MUG-1", left)]);
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(5_000);
  expect(said).toEqual(["MUG-1 50", "MUG-1 1"]);
});

test("of all others it is told how many changed, at most every thirty seconds, each counted once", () => {
  const { report, said } = openReport();
  report.note([row("MUG-1", 5), row("MUG-2", 5)]);
  vi.advanceTimersByTime(1);
  for (let left = 20; left > 0; left -= 1) report.note([row("MUG-1", left), row(`JUG-${left % 3}`, left)]);
  vi.advanceTimersByTime(29_900);
  expect(said).toEqual([2]);
  vi.advanceTimersByTime(100);
  expect(said).toEqual([2, 4]);
  vi.advanceTimersByTime(60_000);
  expect(said).toEqual([2, 4]);
});
