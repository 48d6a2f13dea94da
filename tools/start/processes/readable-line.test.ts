import { expect, test } from "vitest";
import { readableLine } from "./readable-line.ts";

test("a structured line is told by its level, its message, what it is about and its stack", () => {
  const entry = { level: 50, time: 1, pid: 2, app: "api", msg: "the job failed", job: "expire", tries: 3 };
  const err = { type: "Error", message: "no", stack: "Error: no\n    at work (jobs.ts:1:2)" };
  expect(readableLine(JSON.stringify({ ...entry, err }))).toBe(
    "ERROR: the job failed job=expire tries=3\nError: no\n    at work (jobs.ts:1:2)",
  );
  expect(readableLine(JSON.stringify(entry))).toBe("ERROR: the job failed job=expire tries=3");
});

test("any other line is left as it is", () => {
  for (const line of ["Restarting 'apps/api/src/main.ts'", "{ not json", '{"json":"but no log"}', ""])
    expect(readableLine(line)).toBe(line);
});
