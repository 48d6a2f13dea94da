import { createReadStream, existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { StartError } from "../bootstrap/start-error.mjs";
import { checkHead, type Line, parseLine } from "./format.ts";

/** What a whole export holds. */
export interface Counts {
  readonly collections: number;
  readonly documents: number;
}

/** The lines of an export without its first and last. Refuses a file that is cut off or counts other than its last line. */
export async function* readExport(file: string): AsyncGenerator<Line> {
  const lines = createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Infinity });
  let number = 0;
  let collections = 0;
  let documents = 0;
  let end: Counts | undefined;
  for await (const text of lines) {
    number += 1;
    if (number === 1) {
      checkHead(text);
      continue;
    }
    if (end) throw new StartError(`Line ${number} of the file comes after its end.`);
    const line = parseLine(text, number);
    if ("end" in line) {
      end = { collections: Number(line.end.collections), documents: Number(line.end.documents) };
      continue;
    }
    if ("collection" in line) collections += 1;
    else if (collections === 0)
      throw new StartError(`Line ${number} is a document outside of any collection.`);
    else documents += 1;
    yield line;
  }
  if (number === 0) throw new StartError("The file is empty.");
  if (!end) throw new StartError("The file is cut off: its last line is missing.");
  if (end.collections !== collections || end.documents !== documents) {
    throw new StartError(
      `The file is damaged: it should hold ${end.documents} documents in ${end.collections} collections, but holds ${documents} in ${collections}.`,
    );
  }
}

/** Reads a whole export to see that it can be read, before anything is done with it. */
export async function checkExport(file: string): Promise<Counts> {
  if (!existsSync(file)) throw new StartError(`There is no file ${file}.`);
  let collections = 0;
  let documents = 0;
  for await (const line of readExport(file)) {
    if ("collection" in line) collections += 1;
    else documents += 1;
  }
  return { collections, documents };
}
