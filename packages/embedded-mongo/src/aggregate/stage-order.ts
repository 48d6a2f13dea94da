import { isDoc } from "../bson/types.ts";
import { isReshape } from "./stages/reshape.ts";
import { parseUnwind } from "./stages/unwind.ts";

/** A stage as written: its name and operand. */
export interface RawStage {
  readonly name: string;
  readonly operand: unknown;
}

function rootOf(path: unknown): string {
  return String(path).split(".")[0] ?? "";
}

/** The top-level field a stage fills in place, if that is all it does to a document. */
function filledField({ name, operand }: RawStage): string | undefined {
  if (name === "$lookup" || name === "$graphLookup") return isDoc(operand) ? rootOf(operand.as) : undefined;
  if (name !== "$unwind") return undefined;
  const { path, indexField } = parseUnwind(operand);
  return indexField === undefined ? rootOf(path.slice(1)) : undefined;
}

/** Whether a sort may go before a stage: the stage keeps the order and does not touch what is sorted by. */
function sortsBefore(sort: RawStage, stage: RawStage): boolean {
  const filled = filledField(stage);
  if (filled === undefined || !isDoc(sort.operand)) return false;
  return !Object.keys(sort.operand).map(rootOf).includes(filled);
}

function mayGoBefore(later: RawStage, earlier: RawStage): boolean {
  if (later.name === "$match") return earlier.name === "$sort";
  return later.name === "$sort" && sortsBefore(later, earlier);
}

/**
 * The stages in the order they are best run in, with the same result: filters before sorts, sorts before
 * joins they do not depend on, so that an index may serve them and a limit spares the joins it cuts off.
 */
export function reorder(stages: readonly RawStage[]): readonly RawStage[] {
  const ordered: RawStage[] = [];
  for (const stage of stages) {
    let at = ordered.length;
    for (let before = ordered[at - 1]; before && mayGoBefore(stage, before); before = ordered[at - 1])
      at -= 1;
    ordered.splice(at, 0, stage);
  }
  return ordered;
}

/** Whether a stage gives at least one document for each, in their order, so that a limit after it bounds its input. */
function keepsAll({ name, operand }: RawStage): boolean {
  if (isReshape(name) || name === "$lookup" || name === "$graphLookup") return true;
  return name === "$unwind" && parseUnwind(operand).keepEmpty;
}

/** How many documents the stages need at most from what is before them; undefined if all. */
export function neededFrom(stages: readonly RawStage[]): number | undefined {
  let skipped = 0;
  for (const stage of stages) {
    if (stage.name === "$limit") return Number(stage.operand) + skipped;
    if (stage.name === "$skip") skipped += Number(stage.operand);
    else if (!keepsAll(stage)) return undefined;
  }
  return undefined;
}
