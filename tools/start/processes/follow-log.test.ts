import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { followLog } from "./follow-log.ts";

test("lines are shown as they are written, from where the process began, and the last one too", () => {
  vi.useFakeTimers();
  const folder = mkdtempSync(path.join(tmpdir(), "scarlet-follow-"));
  const log = { path: path.join(folder, "api.log"), from: 4 };
  writeFileSync(log.path, "old\n");
  const shown: string[] = [];
  const end = followLog("api", log, (line) => shown.push(line));
  appendFileSync(log.path, "one\ntw");
  vi.advanceTimersByTime(100);
  expect(shown).toEqual(["api        | one"]);
  appendFileSync(log.path, 'o\n{"level":40,"msg":"slow"}\nlast');
  end();
  expect(shown.slice(1)).toEqual(["api        | two", "api        | WARN: slow", "api        | last"]);
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});
