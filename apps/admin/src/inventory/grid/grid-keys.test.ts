import { expect, test } from "vitest";
import { type CellPosition, commandOf } from "./grid-keys.ts";

const size = { rows: 30, pageRows: 15 };
const start: CellPosition = { row: 3, column: "on" };
const press = (key: string, cell = start, hasCommandKey = false) =>
  commandOf({ key, hasCommandKey }, cell, size);

test("arrows move and stop at the edges", () => {
  expect(press("ArrowDown")).toEqual({ kind: "focus", cell: { row: 4, column: "on" } });
  expect(press("ArrowUp", { row: 0, column: "on" })).toEqual({
    kind: "focus",
    cell: { row: 0, column: "on" },
  });
  expect(press("ArrowRight", { row: 0, column: "last" })).toEqual({
    kind: "focus",
    cell: { row: 0, column: "last" },
  });
});

test("with the command key arrows go to the first or last row loaded", () => {
  expect(press("ArrowDown", start, true)).toEqual({ kind: "focus", cell: { row: 29, column: "on" } });
  expect(press("ArrowUp", start, true)).toEqual({ kind: "focus", cell: { row: 0, column: "on" } });
});

test("Home, End and PgDn", () => {
  expect(press("Home")).toEqual({ kind: "focus", cell: { row: 3, column: "sku" } });
  expect(press("End", start, true)).toEqual({ kind: "focus", cell: { row: 29, column: "last" } });
  expect(press("PageDown")).toEqual({ kind: "focus", cell: { row: 18, column: "on" } });
});

test("Enter, F2 and digits edit the on hand cell, and only that", () => {
  expect(press("Enter")).toEqual({ kind: "edit" });
  expect(press("F2")).toEqual({ kind: "edit" });
  expect(press("7")).toEqual({ kind: "edit", firstText: "7" });
  expect(press("7", { row: 0, column: "av" })).toBeUndefined();
  expect(press("Enter", { row: 0, column: "sku" })).toEqual({ kind: "open" });
});

test("plus and minus adjust from every cell of the row", () => {
  expect(press("+")).toEqual({ kind: "adjust", delta: 1 });
  expect(press("−", { row: 0, column: "name" })).toEqual({ kind: "adjust", delta: -1 });
});

test("other keys are left to the browser", () => {
  expect(press("r", start, true)).toBeUndefined();
  expect(press("Tab")).toBeUndefined();
});
