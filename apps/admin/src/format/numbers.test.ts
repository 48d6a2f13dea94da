import { expect, test } from "vitest";
import { counted, figure, signed } from "./numbers.ts";

test("figures are grouped, and a minus is a real minus", () => {
  expect(figure(5656)).toBe("5,656");
  expect(figure(-2)).toBe("−2");
});

test("a difference carries its sign, zero has none", () => {
  expect(signed(4)).toBe("+4");
  expect(signed(-1200)).toBe("−1,200");
  expect(signed(0)).toBe("0");
});

test("one piece is not one pieces", () => {
  expect(counted(1, "piece")).toBe("1 piece");
  expect(counted(0, "piece")).toBe("0 pieces");
});
