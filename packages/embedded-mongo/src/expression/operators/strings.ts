import { compareStrings } from "../../bson/compare.ts";
import { isDoc, TYPE, typeNameOf, typeOf } from "../../bson/types.ts";
import { MongoError } from "../../errors.ts";
import { binary, integerOf, isNullish, named, stringOf, unary, variadic } from "../operands.ts";
import { toText } from "../to-text.ts";
import type { OperatorTable } from "../types.ts";

const WHITESPACE =
  "\0\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a";

/** Numbers, dates and the like as text; null and missing as an empty string. */
function coerce(name: string, value: unknown): string {
  if (isNullish(value)) return "";
  const type = typeOf(value);
  if (type === TYPE.bool || type === TYPE.object || type === TYPE.array || isDoc(value)) {
    throw new MongoError(16007, `can't convert from BSON type ${typeNameOf(value)} to String in ${name}`);
  }
  return toText(value);
}

function concat(values: readonly unknown[]): unknown {
  if (values.some(isNullish)) return null;
  return values.map((value) => stringOf("$concat", value, 16702)).join("");
}

/** Only ASCII letters change case, as in MongoDB. */
function asciiCase(name: string, upper: boolean): (value: unknown) => string {
  return (value) =>
    coerce(name, value).replace(upper ? /[a-z]+/g : /[A-Z]+/g, (run) =>
      upper ? run.toUpperCase() : run.toLowerCase(),
    );
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

function substringBytes(values: readonly unknown[]): string {
  const [value, from, count] = values;
  const bytes = Buffer.from(coerce("$substrBytes", value), "utf8");
  const start = integerOf("$substrBytes", from, 16034);
  const length = integerOf("$substrBytes", count, 16035);
  if (start < 0) throw new MongoError(50752, "$substrBytes: starting index must be non-negative");
  const end = length < 0 ? bytes.length : Math.min(bytes.length, start + length);
  if (isContinuation(bytes[start]) || isContinuation(bytes[end])) {
    throw new MongoError(
      28656,
      "$substrBytes: Invalid range, starting or ending in the middle of a UTF-8 character.",
    );
  }
  return bytes.toString("utf8", start, Math.max(start, end));
}

function substringPoints(values: readonly unknown[]): string {
  const [value, from, count] = values;
  const start = integerOf("$substrCP", from, 34450);
  const length = integerOf("$substrCP", count, 34452);
  if (start < 0 || length < 0)
    throw new MongoError(34455, "$substrCP: the index and length must be nonnegative");
  return Array.from(coerce("$substrCP", value))
    .slice(start, start + length)
    .join("");
}

function split(value: unknown, separator: unknown): unknown {
  if (isNullish(value) || isNullish(separator)) return null;
  const by = stringOf("$split", separator, 40086);
  if (by === "") throw new MongoError(40087, "$split requires a non-empty separator");
  return stringOf("$split", value, 40085).split(by);
}

function trim(name: string, sides: { left: boolean; right: boolean }): ReturnType<typeof named> {
  return named(name, { required: ["input"], optional: ["chars"] }, (values) => {
    const { input } = values;
    if (isNullish(input) || ("chars" in values && isNullish(values.chars))) return null;
    const points = Array.from(stringOf(name, input, 50699));
    const chars = new Set("chars" in values ? stringOf(name, values.chars, 50700) : WHITESPACE);
    let start = 0;
    let end = points.length;
    while (sides.left && start < end && chars.has(points[start] ?? "")) start += 1;
    while (sides.right && end > start && chars.has(points[end - 1] ?? "")) end -= 1;
    return points.slice(start, end).join("");
  });
}

function indexOf(name: string, unit: "bytes" | "points"): (values: readonly unknown[]) => unknown {
  const measure = (text: string): number =>
    unit === "bytes" ? Buffer.byteLength(text) : Array.from(text).length;
  return ([value, searched, from, to]) => {
    if (isNullish(value)) return null;
    const text = stringOf(name, value, 40091);
    const wanted = stringOf(name, searched, 40092);
    const start = from === undefined ? 0 : integerOf(name, from, 40096);
    const end = to === undefined ? measure(text) : integerOf(name, to, 40096);
    if (start < 0 || end < 0) throw new MongoError(40097, `${name} requires nonnegative bounds`);
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
      const place = measure(text.slice(0, at));
      if (place >= start) return place + measure(wanted) <= end ? place : -1;
    }
    return -1;
  };
}

function replace(name: "$replaceOne" | "$replaceAll"): ReturnType<typeof named> {
  return named(name, { required: ["input", "find", "replacement"] }, ({ input, find, replacement }) => {
    const texts = [input, find, replacement].map((value) =>
      isNullish(value) ? null : stringOf(name, value, 51746),
    );
    const [text, wanted, substitute] = texts;
    if (typeof text !== "string" || typeof wanted !== "string" || typeof substitute !== "string") return null;
    return name === "$replaceOne"
      ? text.replace(wanted, () => substitute)
      : text.replaceAll(wanted, () => substitute);
  });
}

/** Operators on strings; lengths and indexes are in bytes or code points as their names say. */
export const STRINGS: OperatorTable = new Map([
  variadic("$concat", { min: 0, max: 10_000 }, concat),
  unary("$toLower", asciiCase("$toLower", false)),
  unary("$toUpper", asciiCase("$toUpper", true)),
  variadic("$substr", { min: 3, max: 3 }, substringBytes),
  variadic("$substrBytes", { min: 3, max: 3 }, substringBytes),
  variadic("$substrCP", { min: 3, max: 3 }, substringPoints),
  unary("$strLenBytes", (value) => Buffer.byteLength(stringOf("$strLenBytes", value, 34473))),
  unary("$strLenCP", (value) => Array.from(stringOf("$strLenCP", value, 34471)).length),
  binary("$strcasecmp", (a, b) =>
    compareStrings(asciiCase("$strcasecmp", true)(a), asciiCase("$strcasecmp", true)(b)),
  ),
  binary("$split", split),
  trim("$trim", { left: true, right: true }),
  trim("$ltrim", { left: true, right: false }),
  trim("$rtrim", { left: false, right: true }),
  variadic("$indexOfBytes", { min: 2, max: 4 }, indexOf("$indexOfBytes", "bytes")),
  variadic("$indexOfCP", { min: 2, max: 4 }, indexOf("$indexOfCP", "points")),
  replace("$replaceOne"),
  replace("$replaceAll"),
]);
