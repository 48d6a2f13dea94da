import type { Collection } from "../../catalog/index.ts";
import { Match, type Selection, select } from "../../read/index.ts";
import type { DocumentWriter } from "../../write/index.ts";
import type { Call } from "../call.ts";
import { retryWhileLocked } from "./statements.ts";

/** Where documents are looked for in order to change them. */
export interface UpdateScan {
  readonly call: Call;
  readonly collection: Collection;
  readonly writer: DocumentWriter;
  readonly selection: Selection;
}

function* candidates({ call, collection, writer, selection }: UpdateScan): Generator<Match | null> {
  const { view, moment } = writer;
  yield* select({ view, moment, collection, slice: call.slice }, selection);
}

/** The document as it is now, if it still matches. */
function recheck({ collection, writer, selection }: UpdateScan, rid: number): Match | undefined {
  const body = writer.view.get(collection.number, rid);
  if (!body) return undefined;
  const match = new Match(rid, body);
  return selection.filter.matchesAll || selection.filter.matches(match.doc) ? match : undefined;
}

/**
 * Changes the first document that is selected, in one step with finding it, so that no other write comes between. Returns `undefined` if
 * there is none. Raises `HeldByTransaction`, after which the whole search is to be repeated.
 */
export async function changeFirst<T>(scan: UpdateScan, change: (match: Match) => T): Promise<T | undefined> {
  let paused = false;
  for (const match of candidates({ ...scan, selection: { ...scan.selection, limit: undefined } })) {
    if (match === null) {
      paused = true;
      await scan.call.pause();
      continue;
    }
    const current = paused ? recheck(scan, match.rid) : match;
    if (current) return change(current);
  }
  return undefined;
}

/**
 * Changes every document that is selected, each in one step; first all are found, so that a change cannot make a document
 * come up again. Waits for transactions document by document.
 */
export async function changeAll(scan: UpdateScan, change: (match: Match) => void): Promise<number> {
  const rids = new Set<number>();
  for (const match of candidates(scan)) {
    if (match === null) await scan.call.pause();
    else rids.add(match.rid);
  }
  let count = 0;
  for (const rid of rids) {
    if (scan.call.slice.isOver()) await scan.call.pause();
    const done = await retryWhileLocked(scan.call, () => {
      const current = recheck(scan, rid);
      if (current) change(current);
      return current !== undefined;
    });
    if (done) count += 1;
  }
  return count;
}
