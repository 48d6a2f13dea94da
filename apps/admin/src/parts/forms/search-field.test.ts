import { expect, test } from "vitest";
import { reportsAfter } from "./search-field.tsx";

test("an answer settles its own report and those before it; a strange address settles all", () => {
  expect(reportsAfter(["PAP", "PAP-INK", "PAP-INK-EMB"], "PAP-INK")).toEqual(["PAP-INK-EMB"]);
  expect(reportsAfter(["PAP"], "PAP")).toEqual([]);
  expect(reportsAfter(["PAP", "PAP-INK"], "")).toEqual([]);
});
