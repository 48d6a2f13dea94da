import { expect, test } from "vitest";
import { capital, counted, listed, numberWord, pluralOf } from "./plural.ts";

test("one is one and many are many", () => {
  expect([counted(1, "thing"), counted(0, "thing")]).toEqual(["1 thing", "0 things"]);
  expect([pluralOf("colour"), pluralOf("finish"), pluralOf("glass")]).toEqual([
    "colours",
    "finishes",
    "glasses",
  ]);
  expect([numberWord(6), numberWord(48), capital("six")]).toEqual(["six", "48", "Six"]);
});

test("names are listed as people list them", () => {
  expect(listed([])).toBe("");
  expect(listed(["Bone"])).toBe("Bone");
  expect(listed(["Bone", "Ink", "Moss"])).toBe("Bone, Ink and Moss");
});
