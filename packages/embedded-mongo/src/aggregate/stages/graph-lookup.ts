import { describe } from "../../bson/describe.ts";
import { keyString } from "../../bson/key.ts";
import { type Doc, getField, isDoc, isNumeric, primitiveNumber, typeNameOf } from "../../bson/types.ts";
import { MongoError } from "../../errors.ts";
import { compileExpression, parseFieldPath } from "../../expression/index.ts";
import { compileFilter } from "../../query/index.ts";
import { type BuildStage, optionsOf, textOption } from "../stage.ts";
import type { AggregateEnv, Flow, Namespace } from "../types.ts";
import { bothOf, equalsAny, joinValues } from "./join-values.ts";
import { compileSetField } from "./reshape.ts";

const GRAPH_LOOKUP_OPTIONS = [
  "from",
  "startWith",
  "connectFromField",
  "connectToField",
  "as",
  "maxDepth",
  "depthField",
  "restrictSearchWithMatch",
];

/** How a graph is walked. */
interface Walk {
  readonly from: Namespace;
  readonly connectFrom: readonly string[];
  readonly connectTo: string;
  readonly maxDepth: number;
  readonly restrict: Doc;
  readonly tag: (doc: Doc, depth: number) => Doc;
}

function parseDepth(value: unknown): number {
  if (value === undefined) return Infinity;
  const depth = isNumeric(value) ? Number(primitiveNumber(value)) : Number.NaN;
  if (Number.isInteger(depth) && depth >= 0) return depth;
  throw new MongoError(40101, `maxDepth requires a nonnegative argument, found: ${describe(value)}`);
}

function parseWalk(options: Doc, env: AggregateEnv): Walk {
  const { depthField, restrictSearchWithMatch: restrict = {} } = options;
  if (depthField !== undefined && typeof depthField !== "string") {
    throw new MongoError(
      40103,
      `expected string as argument for depthField, found: ${typeNameOf(depthField)}`,
    );
  }
  if (!isDoc(restrict)) throw new MongoError(40185, "restrictSearchWithMatch must be an object");
  compileFilter(restrict, env);
  const connectTo = textOption("$graphLookup", options, "connectToField");
  parseFieldPath(connectTo);
  const setDepth = depthField === undefined ? undefined : compileSetField(depthField);
  return {
    from: { db: env.db, collection: textOption("$graphLookup", options, "from") },
    connectFrom: parseFieldPath(textOption("$graphLookup", options, "connectFromField")),
    connectTo,
    maxDepth: parseDepth(options.maxDepth),
    restrict,
    tag: (doc, depth) => (setDepth ? setDepth(doc, BigInt(depth)) : doc),
  };
}

/** Every document reached from the start values, breadth first; yields `null` for pauses. */
function* reach(start: readonly unknown[], walk: Walk, env: AggregateEnv): Generator<null, Doc[]> {
  const reached = new Map<string, Doc>();
  const searched = new Set(start.map(keyString));
  let frontier = start;
  for (let depth = 0; frontier.length > 0 && depth <= walk.maxDepth; depth += 1) {
    const next: unknown[] = [];
    const filter = bothOf(equalsAny(walk.connectTo, frontier), walk.restrict);
    for (const doc of env.read(walk.from, filter, env.variables)) {
      if (doc === null) {
        yield null;
        continue;
      }
      const id = keyString(getField(doc, "_id"));
      if (reached.has(id)) continue;
      reached.set(id, walk.tag(doc, depth));
      for (const value of joinValues(doc, walk.connectFrom)) {
        const key = keyString(value);
        if (value === null || searched.has(key)) continue;
        searched.add(key);
        next.push(value);
      }
    }
    frontier = next;
  }
  return [...reached.values()];
}

/** `$graphLookup`: documents connected with each other, found step by step. */
export const graphLookup: BuildStage = (operand, { env }) => {
  const options = optionsOf("$graphLookup", operand, GRAPH_LOOKUP_OPTIONS);
  if (options.startWith === undefined) throw new MongoError(40105, "$graphLookup requires 'startWith'");
  const startWith = compileExpression(options.startWith, env);
  const walk = parseWalk(options, env);
  const set = compileSetField(textOption("$graphLookup", options, "as"));
  return function* walking(flow: Flow): Flow {
    for (const doc of flow) {
      if (doc === null) {
        yield null;
        continue;
      }
      const start = startWith(doc);
      const values: readonly unknown[] = Array.isArray(start) ? start : [start ?? null];
      yield set(doc, yield* reach(values, walk, env));
    }
  };
};
