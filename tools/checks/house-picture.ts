import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { ROOT } from "./source-files.ts";

const names = z.array(z.string());
const houseSchema = z.object({
  floors: z.record(z.string(), z.object({ ours: names, typesOf: names.optional() })),
  rooms: z.record(z.string(), names),
  roomsKnownByTypeOnly: z.record(z.string(), names),
  floorsWithRooms: names,
});
/** The part of floors.config.json that can be drawn. */
export type House = z.output<typeof houseSchema>;
/** What something may import, by its name. */
type Uses = Readonly<Record<string, readonly string[]>>;

export const PICTURE_DOC = "docs/floor-plan.md";
const BEGIN = "<!-- house: made by `npm run house` -->";
const END = "<!-- /house -->";

export function readHouse(): House {
  return houseSchema.parse(JSON.parse(readFileSync(path.join(ROOT, "floors.config.json"), "utf8")));
}

/** The floors, each with the rooms that `isRoom` finds on it, and what may import what. Mermaid. */
export function floorsPicture(house: House, isRoom: (floor: string, room: string) => boolean): string {
  const rooms = (floor: string) =>
    house.floorsWithRooms.includes(floor)
      ? Object.keys(house.rooms).filter((room) => isRoom(floor, room))
      : [];
  const boxes = Object.keys(house.floors).flatMap((floor) => box(floor, rooms(floor)));
  const uses = Object.fromEntries(Object.entries(house.floors).map(([floor, { ours }]) => [floor, ours]));
  const types = Object.entries(house.floors).flatMap(([floor, { typesOf = [] }]) =>
    typesOf.map((other) => `  ${idOf(floor)} -. types .-> ${idOf(other)}`),
  );
  return mermaid([...boxes, ...arrows(uses), ...types]);
}

/** Which room may know which; dotted where it may know types only. Mermaid. */
export function roomsPicture(house: House): string {
  const dotted = Object.entries(house.roomsKnownByTypeOnly).flatMap(([room, others]) =>
    others.map((other) => `  ${room} -. types .-> ${other}`),
  );
  return mermaid([...arrows(house.rooms), ...dotted]);
}

/** The document with both pictures drawn anew. Raises when it has no place for them. */
export function withPictures(text: string, house: House): string {
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`${PICTURE_DOC} has no place for the pictures of the house`);
  const isRoom = (floor: string, room: string) => existsSync(path.join(ROOT, floor, "src", room));
  const pictures = `${floorsPicture(house, isRoom)}\n\n${roomsPicture(house)}`;
  return `${text.slice(0, from)}${BEGIN}\n\n${pictures}\n\n${text.slice(to)}`;
}

function box(floor: string, rooms: readonly string[]): readonly string[] {
  if (rooms.length === 0) return [`  ${idOf(floor)}["${floor}"]`];
  const inside = rooms.map((room) => `    ${idOf(floor)}_${room}["${room}"]`);
  return [`  subgraph ${idOf(floor)}["${floor}"]`, ...inside, "  end"];
}

function arrows(uses: Uses): readonly string[] {
  return Object.entries(uses).flatMap(([name, used]) =>
    used
      .filter((other) => !followsFromOthers(uses, used, other))
      .map((other) => `  ${idOf(name)} --> ${idOf(other)}`),
  );
}

/** Whether another of those that are used leads there as well: then the arrow would say nothing new. */
function followsFromOthers(uses: Uses, used: readonly string[], target: string): boolean {
  const leadsTo = (from: string): boolean =>
    (uses[from] ?? []).some((next) => next === target || leadsTo(next));
  return used.some((other) => other !== target && leadsTo(other));
}

function idOf(name: string): string {
  return name.replaceAll(/\W/g, "_");
}

function mermaid(lines: readonly string[]): string {
  return ["```mermaid", "flowchart TD", ...lines, "```"].join("\n");
}

if (import.meta.main) {
  const file = path.join(ROOT, PICTURE_DOC);
  writeFileSync(file, withPictures(readFileSync(file, "utf8"), readHouse()));
}
