import { BSONRegExp } from "bson";
import { MongoError } from "../errors.ts";
import { regexOf } from "./compare.ts";
import { guardedRegex } from "./regex-timeout.ts";

/** Escapes JavaScript reads differently from PCRE, or not at all. */
const UNSUPPORTED_ESCAPES = /[aeGKRXhHNCEQpPlLuUoxgO]/;
const SHARED_ESCAPES = /[dDwWsSbBnrtfvk0-9]/;
const NEWLINE_END = "(?=\\n?(?![^]))";

/** MongoDB's limit of a pattern, in bytes. */
const MAX_PATTERN_BYTES = 32_764;

interface Flags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly extended: boolean;
}

function invalid(reason: string): MongoError {
  return new MongoError(51091, `Regular expression is invalid: ${reason}`);
}

/** Refuses patterns above MongoDB's limit (2 BadValue in queries). */
export function assertPatternSize(pattern: string, code = 2): void {
  if (pattern.length <= MAX_PATTERN_BYTES && Buffer.byteLength(pattern) <= MAX_PATTERN_BYTES) return;
  throw new MongoError(code, "Regular expression is too long");
}

function parseOptions(options: string): Flags {
  for (const option of options) {
    if (!"imsxu".includes(option)) throw new MongoError(51108, `invalid flag in regex options: ${option}`);
  }
  return {
    ignoreCase: options.includes("i"),
    multiline: options.includes("m"),
    dotAll: options.includes("s"),
    extended: options.includes("x"),
  };
}

/** A regular expression value of a pattern and options (51108 for an unknown option, 51091 for a null byte). */
export function regexValue(pattern: string, options: string): BSONRegExp {
  parseOptions(options);
  assertPatternSize(pattern);
  if (pattern.includes("\0")) throw invalid("it contains a null byte");
  return new BSONRegExp(pattern, options);
}

/** Reads `(?i)` and the like at the very start; PCRE applies them to the whole pattern. */
function leadingFlags(pattern: string, flags: Flags): { body: string; flags: Flags } {
  const found = /^\(\?([imsx]+)\)/.exec(pattern);
  if (!found) return { body: pattern, flags };
  const inner = parseOptions(found[1] ?? "");
  return {
    body: pattern.slice(found[0].length),
    flags: {
      ignoreCase: flags.ignoreCase || inner.ignoreCase,
      multiline: flags.multiline || inner.multiline,
      dotAll: flags.dotAll || inner.dotAll,
      extended: flags.extended || inner.extended,
    },
  };
}

/** Turns one PCRE pattern into the JavaScript pattern that means the same, or refuses it. */
class Translator {
  readonly source: string;
  readonly flags: Flags;
  at = 0;
  out = "";

  constructor(source: string, flags: Flags) {
    this.source = source;
    this.flags = flags;
  }

  translate(): string {
    while (this.at < this.source.length) this.next();
    return this.out;
  }

  next(): void {
    const char = this.source[this.at] ?? "";
    if (char === "\\") this.escape(false);
    else if (char === "[") this.characterClass();
    else if (char === "(") this.group();
    else if (this.flags.extended && /\s/.test(char)) this.at += 1;
    else if (this.flags.extended && char === "#") this.comment();
    else this.plain(char);
  }

  plain(char: string): void {
    this.at += 1;
    if (char === "$") this.out += this.flags.multiline ? "(?=\\n|(?![^]))" : NEWLINE_END;
    else if (char === "^") this.out += this.flags.multiline ? "(?<=\\n|(?<![^]))" : "(?<![^])";
    else if (char === ".") this.out += this.flags.dotAll ? "[^]" : "[^\\n]";
    else if ("*+?}".includes(char) && this.source[this.at] === "+")
      throw invalid("possessive quantifiers are not supported");
    else this.out += char;
  }

  comment(): void {
    const end = this.source.indexOf("\n", this.at);
    this.at = end < 0 ? this.source.length : end + 1;
  }

  group(): void {
    const rest = this.source.slice(this.at);
    const opening = /^\((?:\?(?::|=|!|<=|<!|<[A-Za-z]\w*>)|(?![?*]))/.exec(rest)?.[0];
    const named = /^\(\?P<([A-Za-z]\w*)>/.exec(rest);
    if (opening !== undefined) this.out += opening;
    else if (named) this.out += `(?<${named[1]}>`;
    else throw invalid(`the group ${rest.slice(0, 4)} is not supported`);
    this.at += opening?.length ?? named?.[0].length ?? 1;
  }

  escape(inClass: boolean): void {
    const char = this.source[this.at + 1];
    if (char === undefined) throw invalid("\\ at end of pattern");
    const hex = /^\\x(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{2}))/.exec(this.source.slice(this.at));
    this.at += hex ? hex[0].length : 2;
    if (hex) this.out += codePoint(Number.parseInt(hex[1] ?? hex[2] ?? "0", 16));
    else if (char === "h") this.out += inClass ? " \\t" : "[ \\t]";
    else if (char === "s") this.out += inClass ? " \\t-\\r" : "[ \\t-\\r]";
    else if (char === "S" && !inClass) this.out += "[^ \\t-\\r]";
    else if (!inClass && "AzZ".includes(char))
      this.out += { A: "(?<![^])", z: "(?![^])", Z: NEWLINE_END }[char] ?? "";
    else if (UNSUPPORTED_ESCAPES.test(char)) throw invalid(`\\${char} is not supported`);
    else this.out += SHARED_ESCAPES.test(char) ? `\\${char}` : literal(char);
  }

  characterClass(): void {
    const start = this.at;
    this.at += 1;
    this.out += "[";
    if (this.source[this.at] === "^") this.take();
    if (this.source[this.at] === "]") this.takeLiteral();
    while (this.source[this.at] !== "]") {
      const char = this.source[this.at];
      if (char === undefined)
        throw invalid(`missing terminating ] for the character class at offset ${start}`);
      if (char === "\\") this.escape(true);
      else if (char === "[" && this.source[this.at + 1] === ":")
        throw invalid("POSIX classes are not supported");
      else if (char === "[") this.takeLiteral();
      else this.take();
    }
    this.take();
  }

  take(): void {
    this.out += this.source[this.at] ?? "";
    this.at += 1;
  }

  takeLiteral(): void {
    this.out += literal(this.source[this.at] ?? "");
    this.at += 1;
  }
}

function literal(char: string): string {
  return /[\^$\\.*+?()[\]{}|/-]/.test(char) ? `\\${char}` : char;
}

function codePoint(value: number): string {
  return value > 0xffff ? String.fromCodePoint(value) : `\\u${value.toString(16).padStart(4, "0")}`;
}

function build(source: string, flags: string): RegExp {
  try {
    return guardedRegex(source, `${flags}u`);
  } catch {
    return buildLoose(source, flags);
  }
}

/** PCRE takes a lone `{` or `]` literally; JavaScript does so only outside Unicode mode. */
function buildLoose(source: string, flags: string): RegExp {
  try {
    return guardedRegex(source, flags);
  } catch (cause) {
    throw new MongoError(51091, `Regular expression is invalid: ${String(cause)}`, { cause });
  }
}

/**
 * The JavaScript expression for a PCRE pattern with MongoDB's options `imsxu`.
 * Refuses unknown options (51108), patterns that are too long (2) and patterns that JavaScript cannot express (51091).
 */
export function compileRegex(pattern: string, options: string): RegExp {
  assertPatternSize(pattern);
  const { body, flags } = leadingFlags(pattern, parseOptions(options));
  const source = new Translator(body, flags).translate();
  return build(source, flags.ignoreCase ? "i" : "");
}

/** The JavaScript expression for a regular expression value. */
export function compileRegexValue(value: unknown): RegExp {
  const { pattern, options } = regexOf(value);
  return compileRegex(pattern, options);
}

/** The text every match starts with, if the pattern is `^` and then plain characters; for index bounds. */
export function regexPrefix(pattern: string, options: string): string | undefined {
  if (/[imx]/.test(options)) return undefined;
  const found = /^\^([A-Za-z0-9 _:,;@#%&=<>"'/~-]+)(.?)/u.exec(pattern);
  const prefix = found?.[1];
  if (prefix === undefined || /\|/.test(pattern)) return undefined;
  const last = "*?{".includes(found?.[2] || "-") ? prefix.slice(0, -1) : prefix;
  return last === "" ? undefined : last;
}
