import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import {
  floorsPicture,
  type House,
  PICTURE_DOC,
  readHouse,
  roomsPicture,
  withPictures,
} from "./house-picture.ts";
import { ROOT } from "./source-files.ts";

const house: House = {
  floors: {
    "packages/low": { ours: [] },
    "packages/mid": { ours: ["packages/low"] },
    "apps/top": { ours: ["packages/low", "packages/mid"] },
    "apps/side": { ours: [], typesOf: ["packages/mid"] },
  },
  rooms: { hall: [], shop: ["hall"], till: ["hall", "shop"] },
  roomsKnownByTypeOnly: { hall: ["till"] },
  floorsWithRooms: ["packages/low"],
};

test("the pictures in the floor plan are those of floors.config.json: draw them anew with `npm run house`", () => {
  const text = readFileSync(path.join(ROOT, PICTURE_DOC), "utf8");
  expect(text).toBe(withPictures(text, readHouse()));
});

test("a floor has the rooms that are on it, and no arrow says what others say already", () => {
  const picture = floorsPicture(house, (_, room) => room !== "till");
  expect(picture.split("\n")).toEqual([
    "```mermaid",
    "flowchart TD",
    '  subgraph packages_low["packages/low"]',
    '    packages_low_hall["hall"]',
    '    packages_low_shop["shop"]',
    "  end",
    '  packages_mid["packages/mid"]',
    '  apps_top["apps/top"]',
    '  apps_side["apps/side"]',
    "  packages_mid --> packages_low",
    "  apps_top --> packages_mid",
    "  apps_side -. types .-> packages_mid",
    "```",
  ]);
});

test("rooms are drawn by what they may know, dotted where it is types only", () => {
  expect(roomsPicture(house).split("\n").slice(2, -1)).toEqual([
    "  shop --> hall",
    "  till --> shop",
    "  hall -. types .-> till",
  ]);
});

test("a document without a place for the pictures is told, not overwritten", () => {
  expect(() => withPictures("# Nothing here\n", house)).toThrow("has no place for the pictures");
});
