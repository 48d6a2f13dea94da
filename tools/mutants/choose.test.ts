import { expect, test } from "vitest";
import { choose } from "./choose.ts";
import type { Mutant } from "./mutants.ts";

const mutant = (name: string, file: string): Mutant => ({
  name,
  file: `src/${name}.ts`,
  find: "",
  replace: "",
  tests: [file],
});
const ALL = [mutant("one", "a.test.ts"), mutant("two", "b.test.ts"), mutant("three", "a.test.ts")];
const named = (...wanted: Parameters<typeof choose>) => choose(...wanted).map(({ name }) => name);

test("without words every mutant is chosen", () => {
  expect(named(ALL, { words: [] })).toEqual(["one", "two", "three"]);
});

test("words are those of a name, of a mutated file or of a test, and one of them is enough", () => {
  expect(named(ALL, { words: ["src/two", "thr"] })).toEqual(["two", "three"]);
  expect(named(ALL, { words: ["a.test.ts"] })).toEqual(["one", "three"]);
});

test("a run goes on from the mutant that is named", () => {
  expect(named(ALL, { words: [], from: "two" })).toEqual(["two", "three"]);
  expect(named(ALL, { words: ["a.test.ts"], from: "two" })).toEqual(["three"]);
});

test("words that nothing has are an error: a run of no mutants would pass", () => {
  expect(() => choose(ALL, { words: ["four"] })).toThrow("no mutant has these words");
  expect(() => choose(ALL, { words: [], from: "four" })).toThrow("no mutant has these words");
});
