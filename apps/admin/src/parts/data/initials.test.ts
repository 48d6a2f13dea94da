import { expect, test } from "vitest";
import { initials } from "./initials.ts";

test("first letters of the first and the last word", () => {
  expect(initials("Ines Okafor")).toBe("IO");
  expect(initials("ana maria da costa")).toBe("AC");
  expect(initials("Scarlet")).toBe("S");
  expect(initials("  ")).toBe("");
});
