import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { dependencies, listed } from "./dependencies.ts";
import { ROOT } from "./source-files.ts";

const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");
const rows = listed(read("docs/dependencies.md"));
const used = dependencies();

test("a row without a version that is newer says nothing more, one that stays behind has its reason", () => {
  const table = "| `one` | 1.0.0 |\n| `two` | 1.0.0 | 2.0.0 | needs Node 26 |\n| name | here |\n|---|---|\n";
  expect(listed(table)).toEqual([
    { name: "one", here: "1.0.0", newest: "1.0.0", why: "" },
    { name: "two", here: "1.0.0", newest: "2.0.0", why: "needs Node 26" },
  ]);
});

test("docs/dependencies.md lists every dependency, at the version it has, and nothing else", () => {
  const versions = [...new Set(used.map(({ name, version }) => `${name} ${version}`))].toSorted();
  expect(rows.map(({ name, here }) => `${name} ${here}`).toSorted()).toEqual(versions);
});

test("what stays behind the newest version has a reason, and what does not needs none", () => {
  for (const { name, here, newest, why } of rows)
    expect(why.length > 10, `${name} is at ${here}, the newest is ${newest}`).toBe(here !== newest);
});

test("versions are exact", () => {
  expect(used.length).toBeGreaterThan(40);
  for (const { manifest, name, version } of used)
    expect(version, `${name} in ${manifest}`).toMatch(/^\d+\.\d+\.\d+(?:-rc\.\d+)?$/);
});
