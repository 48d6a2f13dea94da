import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { MUTANTS } from "./mutants.ts";

const root = path.resolve(import.meta.dirname, "../..");

test.each(MUTANTS)("the mutant finds its place: $name", ({ file, find, replace, tests }) => {
  expect(readFileSync(path.join(root, file), "utf8").split(find)).toHaveLength(2);
  expect(replace).not.toBe(find);
  for (const each of tests) expect(existsSync(path.join(root, each)), each).toBe(true);
});
