import { BSONValue, bsonType, Double, Int32, Long } from "bson";

/**
 * A BSON document in memory. Values keep their stored type:
 * an integral JS number within 32 bits is an int, any other JS number is a double, `Double` is a double
 * that holds a small whole number, `bigint` is a long; all other types are the classes of `bson`
 * (`Decimal128`, `Binary`, `ObjectId`, `Timestamp`, `BSONRegExp`, `Code`, `BSONSymbol`, `MinKey`, `MaxKey`), `Date`,
 * arrays and plain objects. `undefined` means "missing". `Int32`, `Long`, `RegExp` and `Uint8Array` are
 * understood too, but never produced by `decode`.
 */
export interface Doc {
  [field: string]: unknown;
}

/** BSON type numbers as `$type` knows them; 0 stands for a missing value. */
export const TYPE = {
  missing: 0,
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
} as const;

/** Type number by the alias used in `$type`, `bsonType` and `$convert` (without `number`, which is four types). */
export const TYPE_BY_ALIAS: ReadonlyMap<string, number> = new Map(
  Object.entries(TYPE).filter(([alias]) => alias !== "missing"),
);

const ALIAS_BY_TYPE: ReadonlyMap<number, string> = new Map(
  Object.entries(TYPE).map(([alias, code]) => [code, alias]),
);

const TYPE_BY_CLASS: ReadonlyMap<string, number> = new Map<string, number>([
  ["Double", TYPE.double],
  ["Binary", TYPE.binData],
  ["ObjectId", TYPE.objectId],
  ["BSONRegExp", TYPE.regex],
  ["BSONSymbol", TYPE.symbol],
  ["Int32", TYPE.int],
  ["Timestamp", TYPE.timestamp],
  ["Long", TYPE.long],
  ["Decimal128", TYPE.decimal],
  ["MinKey", TYPE.minKey],
  ["MaxKey", TYPE.maxKey],
]);

/** Whether a JS number is stored as a 32-bit int (negative zero is a double). */
export function isInt32(value: number): boolean {
  return (value | 0) === value && (value !== 0 || 1 / value > 0);
}

function objectType(value: object): number {
  const proto: unknown = Object.getPrototypeOf(value);
  if (proto === Object.prototype || proto === null) return TYPE.object;
  if (Array.isArray(value)) return TYPE.array;
  if (value instanceof Date) return TYPE.date;
  if (value instanceof BSONValue) return classType(value);
  if (value instanceof RegExp) return TYPE.regex;
  if (value instanceof Uint8Array) return TYPE.binData;
  return TYPE.object;
}

function classType(value: BSONValue): number {
  const name = value[bsonType];
  if (name === "Code") return "scope" in value && value.scope ? TYPE.javascriptWithScope : TYPE.javascript;
  return TYPE_BY_CLASS.get(name) ?? TYPE.object;
}

/** The BSON type number of a value; 0 when it is missing (`undefined`). */
export function typeOf(value: unknown): number {
  switch (typeof value) {
    case "string":
      return TYPE.string;
    case "number":
      return isInt32(value) ? TYPE.int : TYPE.double;
    case "boolean":
      return TYPE.bool;
    case "bigint":
      return TYPE.long;
    case "object":
      return value === null ? TYPE.null : objectType(value);
    default:
      return TYPE.missing;
  }
}

/** The alias of a BSON type number: `"int"`, `"objectId"`, `"missing"`. */
export function aliasOf(type: number): string {
  return ALIAS_BY_TYPE.get(type) ?? "unknown";
}

/** The alias of a value's type, as the expression `$type` answers it. */
export function typeNameOf(value: unknown): string {
  return aliasOf(typeOf(value));
}

/** Whether the value is a document: not an array, date or other BSON class. */
export function isDoc(value: unknown): value is Doc {
  if (typeof value !== "object" || value === null) return false;
  const proto: unknown = Object.getPrototypeOf(value);
  return proto === Object.prototype || proto === null;
}

/** Whether a type number is one of int, long, double, decimal. */
export function isNumericType(type: number): boolean {
  return type === TYPE.int || type === TYPE.double || type === TYPE.long || type === TYPE.decimal;
}

/** Whether the value is an int, long, double or decimal. */
export function isNumeric(value: unknown): boolean {
  return isNumericType(typeOf(value));
}

/** Reads a document's own field; inherited names such as `constructor` are missing. */
export function getField(doc: Doc, name: string): unknown {
  return Object.hasOwn(doc, name) ? doc[name] : undefined;
}

/** The `_id` of a document; undefined if it has none. */
export function idOf(doc: Doc): unknown {
  return getField(doc, "_id");
}

/** Writes a document's own field, `__proto__` included. */
export function setField(doc: Doc, name: string, value: unknown): void {
  if (name === "__proto__") {
    Object.defineProperty(doc, name, { value, writable: true, enumerable: true, configurable: true });
  } else doc[name] = value;
}

/**
 * An int, long or double as the JS primitive that equals it exactly: number for int and double, bigint for long.
 * Every other value gives `undefined`.
 */
export function primitiveNumber(value: unknown): number | bigint | undefined {
  if (typeof value === "number" || typeof value === "bigint") return value;
  if (typeof value !== "object" || value === null) return undefined;
  if (value instanceof Double || value instanceof Int32) return value.value;
  if (value instanceof Long && typeOf(value) === TYPE.long) return value.toBigInt();
  return undefined;
}

/** A double from a JS number, wrapped only where the bare number would be read as an int. */
export function double(value: number): number | Double {
  return isInt32(value) ? new Double(value) : value;
}

/** The value as an array index or undefined: a field name like `"0"` or `"12"`, without leading zeros. */
export function arrayIndex(name: string): number | undefined {
  return /^(?:0|[1-9]\d{0,8})$/.test(name) ? Number(name) : undefined;
}
