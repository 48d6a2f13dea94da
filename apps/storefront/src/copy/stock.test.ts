import { expect, test } from "vitest";
import { stockCopy } from "./stock.ts";

test.each([
  [24, 5, "24 in stock"],
  [6, 5, "6 in stock"],
  [5, 5, "Only 5 left"],
  [1, 5, "Only 1 left"],
  [1, 0, "1 in stock"],
  [0, 5, "Out of stock"],
  [-1, 5, "Out of stock"],
])("%i with the low mark at %i reads %j", (available, mark, words) => {
  expect(stockCopy.left(available, mark)).toBe(words);
});

test("beside the figure, the last one is told from the last few", () => {
  expect(stockCopy.besideFigure(1, 5).counted).toBe("left, the last one");
  expect(stockCopy.besideFigure(2, 5).counted).toBe("left");
  expect(stockCopy.besideFigure(0, 5).counted).toBe("left. Out of stock");
});
