import { expect, test } from "vitest";
import { placePopover } from "./popover-placement.ts";

const view = { width: 1280, height: 860 };
const cell = (top: number, left = 600) => ({ top, bottom: top + 40, left, right: left + 84 });

test("stands below its cell", () => {
  expect(placePopover(cell(300), { width: 300, height: 240 }, view)).toEqual({ top: 348, left: 600 });
});

test("goes above when there is no room below", () => {
  expect(placePopover(cell(760), { width: 300, height: 240 }, view)).toEqual({ top: 512, left: 600 });
});

test("keeps 8 px to the window's edge, also when nothing fits", () => {
  expect(placePopover(cell(300, 1250), { width: 300, height: 240 }, view).left).toBe(972);
  expect(placePopover(cell(400), { width: 300, height: 900 }, view).top).toBe(8);
});
