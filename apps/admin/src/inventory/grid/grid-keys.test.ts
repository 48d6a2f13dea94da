import { expect, test } from "vitest";
import { type Cell, commandOf } from "./grid-keys.ts";

const frame = { rows: 30, screen: 15 };
const at: Cell = { row: 3, column: "on" };
const press = (key: string, cell = at, meta = false) => commandOf({ key, meta }, cell, frame);

test("arrows move and stop at the edges", () => {
  expect(press("ArrowDown")).toEqual({ does: "go", to: { row: 4, column: "on" } });
  expect(press("ArrowUp", { row: 0, column: "on" })).toEqual({ does: "go", to: { row: 0, column: "on" } });
  expect(press("ArrowRight", { row: 0, column: "last" })).toEqual({
    does: "go",
    to: { row: 0, column: "last" },
  });
});

test("with the command key they go as far as rows are loaded", () => {
  expect(press("ArrowDown", at, true)).toEqual({ does: "go", to: { row: 29, column: "on" } });
  expect(press("ArrowUp", at, true)).toEqual({ does: "go", to: { row: 0, column: "on" } });
});

test("Home, End and the screen", () => {
  expect(press("Home")).toEqual({ does: "go", to: { row: 3, column: "sku" } });
  expect(press("End", at, true)).toEqual({ does: "go", to: { row: 29, column: "last" } });
  expect(press("PageDown")).toEqual({ does: "go", to: { row: 18, column: "on" } });
});

test("Enter, F2 and digits set on hand, and only there", () => {
  expect(press("Enter")).toEqual({ does: "type" });
  expect(press("F2")).toEqual({ does: "type" });
  expect(press("7")).toEqual({ does: "type", start: "7" });
  expect(press("7", { row: 0, column: "av" })).toBeUndefined();
  expect(press("Enter", { row: 0, column: "sku" })).toEqual({ does: "open" });
});

test("plus and minus adjust from any cell of the row", () => {
  expect(press("+")).toEqual({ does: "adjust", by: 1 });
  expect(press("−", { row: 0, column: "name" })).toEqual({ does: "adjust", by: -1 });
});

test("what is not ours is left to the browser", () => {
  expect(press("r", at, true)).toBeUndefined();
  expect(press("Tab")).toBeUndefined();
});
