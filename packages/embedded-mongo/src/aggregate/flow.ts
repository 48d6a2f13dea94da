import type { Doc } from "../bson/types.ts";
import type { Flow } from "./types.ts";

const SLICE_MS = 10;

/** A stretch of time after which a long piece of work pauses. */
export class TimeSlice {
  #until = performance.now() + SLICE_MS;

  /** Whether the slice is used up. */
  isOver(): boolean {
    return performance.now() > this.#until;
  }

  /** Begins anew after a pause. */
  restart(): void {
    this.#until = performance.now() + SLICE_MS;
  }
}

/** Documents that are at hand already, as a flow with its pauses. */
export function* flowOf(docs: Iterable<Doc>): Flow {
  const slice = new TimeSlice();
  for (const doc of docs) {
    yield doc;
    if (slice.isOver()) {
      yield null;
      slice.restart();
    }
  }
}

/** All documents of a flow; yields `null` for every pause and returns the list. */
export function* collect(flow: Flow): Generator<null, Doc[]> {
  const docs: Doc[] = [];
  for (const doc of flow) {
    if (doc === null) yield null;
    else docs.push(doc);
  }
  return docs;
}
