import path from "node:path";
import { readWalls } from "./read-walls.ts";

/** `npm run walls`: fails when an import breaks the floor plan, or when not every file was read. */
const { read, unread, breaches } = await readWalls(path.resolve(import.meta.dirname, "../.."));
for (const breach of breaches) console.error(breach);
for (const file of unread) console.error(`${file} was not read, so nothing is known of its imports`);
console.log(`walls: ${read} modules read, ${breaches.length} breaches`);
if (breaches.length + unread.length > 0) process.exitCode = 1;
