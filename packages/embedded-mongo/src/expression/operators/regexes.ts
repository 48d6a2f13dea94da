import { regexOf } from "../../bson/compare.ts";
import { assertPatternSize, compileRegex } from "../../bson/regex.ts";
import { guardedRegex } from "../../bson/regex-timeout.ts";
import { type Doc, TYPE, typeOf } from "../../bson/types.ts";
import { MongoError } from "../../errors.ts";
import { isNullish, namedOperands, stringOf } from "../operands.ts";
import type { Build, OperatorTable } from "../types.ts";

function compiled(pattern: string, options: string): RegExp {
  assertPatternSize(pattern, 51091);
  return compileRegex(pattern, options);
}

function compilePattern(name: string, pattern: unknown, options: unknown): RegExp {
  if (!isNullish(options)) stringOf(name, options, 51107);
  const given = typeof options === "string" ? options : "";
  if (typeOf(pattern) !== TYPE.regex) return compiled(stringOf(name, pattern, 51105), given);
  const own = regexOf(pattern);
  if (own.options !== "" && given !== "")
    throw new MongoError(51107, `${name}: found regex options specified in both 'regex' and 'options'`);
  return compiled(own.pattern, own.options || given);
}

function matchDoc(text: string, found: RegExpExecArray): Doc {
  const captures = found.slice(1).map((capture: string | undefined) => capture ?? null);
  return { match: found[0], idx: Array.from(text.slice(0, found.index)).length, captures };
}

function allMatches(text: string, regex: RegExp): Doc[] {
  const global = guardedRegex(regex.source, `${regex.flags}g`);
  return [...text.matchAll(global)].map((found) => matchDoc(text, found));
}

/** Builds one of the regex operators; the pattern is compiled again only when it changes between documents. */
function regexOperator(
  name: string,
  none: unknown,
  apply: (text: string, regex: RegExp) => unknown,
): [string, Build] {
  const build: Build = (operand, scope, compile) => {
    const given = namedOperands(name, operand, { required: ["input", "regex"], optional: ["options"] });
    const [input, regex, options] = [given.input, given.regex, given.options].map((part) =>
      compile(part, scope),
    );
    let last: { pattern: unknown; flags: unknown; compiled: RegExp } | undefined;
    return (frame) => {
      const text = input?.(frame);
      const pattern = regex?.(frame);
      const flags = given.options === undefined ? undefined : options?.(frame);
      if (isNullish(text) || isNullish(pattern)) return none;
      if (!last || last.pattern !== pattern || last.flags !== flags) {
        last = { pattern, flags, compiled: compilePattern(name, pattern, flags) };
      }
      return apply(stringOf(name, text, 51104), last.compiled);
    };
  };
  return [name, build];
}

/** Regular expressions in expressions. */
export const REGEXES: OperatorTable = new Map([
  regexOperator("$regexMatch", false, (text, regex) => regex.test(text)),
  regexOperator("$regexFind", null, (text, regex) => {
    const found = regex.exec(text);
    return found ? matchDoc(text, found) : null;
  }),
  regexOperator("$regexFindAll", [], allMatches),
]);
