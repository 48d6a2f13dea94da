import { Timestamp } from "bson";
import { compareBson } from "../bson/compare.ts";
import { isDoc, TYPE, typeNameOf, typeOf } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { compileFilter } from "../query/index.ts";
import { addToSet, culling, pop, pullAll, push } from "./arrays.ts";
import { bitwise, increment, multiply } from "./numbers.ts";
import type { Modifier } from "./tree.ts";
import type { UpdateEnv } from "./types.ts";

/** Builds one operator for one path. */
type Build = (operand: unknown, path: string, env: UpdateEnv) => Modifier;

/** Operators that start a filter on whole documents; all others with a dollar test the element itself. */
const DOCUMENT_OPERATORS = new Set([
  "$and",
  "$or",
  "$nor",
  "$expr",
  "$jsonSchema",
  "$comment",
  "$where",
  "$text",
]);

function pull(operand: unknown, _path: string, env: UpdateEnv): Modifier {
  const regex = typeOf(operand) === TYPE.regex;
  if (!isDoc(operand) && !regex) return culling("$pull", (item) => compareBson(item, operand) === 0);
  const first = isDoc(operand) ? (Object.keys(operand)[0] ?? "") : "$regex";
  if (first === "$expr" || first === "$jsonSchema")
    throw new MongoError(224, `${first} is not allowed in this context`);
  if (isDoc(operand) && (!first.startsWith("$") || DOCUMENT_OPERATORS.has(first))) {
    const { matches } = compileFilter(operand, env);
    return culling("$pull", (item) => isDoc(item) && matches(item));
  }
  const { matches } = compileFilter({ item: operand }, env);
  return culling("$pull", (item) => matches({ item }));
}

function setTo(value: unknown): Modifier {
  return () => value;
}

function extreme(direction: 1 | -1): Build {
  return (operand) => (current) =>
    current === undefined || compareBson(operand, current) * direction < 0 ? operand : current;
}

function currentDate(operand: unknown, path: string, env: UpdateEnv): Modifier {
  if (typeof operand === "boolean") return setTo(env.now);
  if (!isDoc(operand)) {
    throw new MongoError(
      2,
      `${typeNameOf(operand)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
    );
  }
  const unknown = Object.keys(operand).find((name) => name !== "$type");
  if (unknown !== undefined) throw new MongoError(2, `Unrecognized $currentDate option: ${unknown}`);
  if (operand.$type === "date") return setTo(env.now);
  if (operand.$type === "timestamp") {
    return setTo(new Timestamp({ t: Math.floor(env.now.getTime() / 1000), i: 1 }));
  }
  throw new MongoError(
    2,
    `The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {${path}: {$type: 'date'}}}`,
  );
}

/** Operators that take away, but unlike `$unset` are refused on a path that leads through a value without fields. */
export const NEEDS_PATH: ReadonlySet<string> = new Set(["$pop", "$pull", "$pullAll"]);

/** The update operators by name, without `$rename`, which has two paths. */
export const MODIFIERS: ReadonlyMap<string, Build> = new Map<string, Build>([
  ["$set", setTo],
  ["$setOnInsert", (value) => (current, place) => (place.isInsert ? value : current)],
  ["$unset", () => () => undefined],
  ["$inc", increment],
  ["$mul", multiply],
  ["$min", extreme(1)],
  ["$max", extreme(-1)],
  ["$currentDate", currentDate],
  ["$push", push],
  ["$addToSet", addToSet],
  ["$pop", pop],
  ["$pull", pull],
  ["$pullAll", pullAll],
  ["$bit", bitwise],
]);
