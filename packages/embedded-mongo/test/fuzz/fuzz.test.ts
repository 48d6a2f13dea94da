import { expect, test } from "vitest";
import { fuzz } from "./run.ts";

// The long run is a command: node packages/embedded-mongo/test/fuzz/main.ts FRAMES SEED
test("no frame, however broken, ends the server or keeps it from answering others", {
  timeout: 120_000,
}, async () => {
  const report = await fuzz(10_000, 11);
  expect(report.failure).toBeUndefined();
  expect(report.frames).toBe(10_000);
  expect(report.answeredBytes).toBeGreaterThan(0);
  expect(report.memoryMiB ?? 0).toBeLessThan(500);
});
