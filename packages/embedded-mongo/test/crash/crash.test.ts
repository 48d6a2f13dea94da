import { expect, test } from "vitest";
import { crashAgain } from "./run.ts";

// The long run is a command: node packages/embedded-mongo/test/crash/main.ts ROUNDS SEED
test("a server killed under load loses nothing it acknowledged and tears nothing", {
  timeout: 120_000,
}, async () => {
  const report = await crashAgain(4, 7);
  expect(report.violations).toEqual([]);
  expect(report.crashes).toBe(4);
  expect(report.inserts).toBeGreaterThan(0);
  expect(report.transfers).toBeGreaterThan(0);
  expect(report.increments).toBeGreaterThan(0);
});
