import { MongoError } from "../errors.ts";
import { compareBson, compareStrings, rankOf } from "./compare.ts";
import { describe } from "./describe.ts";
import { type Doc, isDoc, primitiveNumber } from "./types.ts";

/** An order of strings other than by their bytes. */
export interface Collation {
  /** `compareBson` with strings, also those inside documents and arrays, in the collation's order. */
  readonly compare: (a: unknown, b: unknown) => number;
}

const CASE_FIRST = new Set<unknown>(["upper", "lower", "off"]);
const FIELDS = new Set([
  "locale",
  "strength",
  "caseLevel",
  "caseFirst",
  "numericOrdering",
  "alternate",
  "maxVariable",
  "normalization",
  "backwards",
  "version",
]);
const SENSITIVITIES = new Map<number, Intl.CollatorOptions["sensitivity"]>([
  [1, "base"],
  [2, "accent"],
  [3, "variant"],
]);

function unsupported(what: string): MongoError {
  return new MongoError(238, `a collation with ${what} is not supported by this server`);
}

function assertFields(spec: Doc): void {
  for (const name of Object.keys(spec))
    if (!FIELDS.has(name)) throw new MongoError(40415, `BSON field 'collation.${name}' is an unknown field.`);
  if (typeof spec.locale !== "string")
    throw new MongoError(40414, "BSON field 'collation.locale' is missing but a required field");
  if (spec.backwards === true) throw unsupported("backwards: true");
  if (spec.alternate !== undefined && spec.alternate !== "non-ignorable")
    throw unsupported("alternate: shifted");
  if (spec.caseFirst !== undefined && !CASE_FIRST.has(spec.caseFirst))
    throw new MongoError(
      2,
      `the caseFirst of a collation must be upper, lower or off, but is ${describe(spec.caseFirst)}`,
    );
}

function sensitivityOf(spec: Doc): Intl.CollatorOptions["sensitivity"] {
  const strength = spec.strength === undefined ? 3 : Number(primitiveNumber(spec.strength));
  if (![1, 2, 3, 4, 5].includes(strength))
    throw new MongoError(2, `the strength of a collation must be 1 to 5, but is ${describe(spec.strength)}`);
  const sensitivity = SENSITIVITIES.get(strength);
  if (!sensitivity) throw unsupported(`strength ${strength}`);
  if (spec.caseLevel !== true || strength === 3) return sensitivity;
  if (strength === 2) throw unsupported("strength 2 and caseLevel");
  return "case";
}

function collatorOf(spec: Doc): Intl.Collator {
  const locale = String(spec.locale).replaceAll("_", "-").replace(/@.*/, "");
  const caseFirst = spec.caseFirst === "upper" || spec.caseFirst === "lower" ? spec.caseFirst : "false";
  try {
    if (Intl.Collator.supportedLocalesOf(locale).length === 0) throw new RangeError("no such locale");
    return new Intl.Collator(locale, {
      sensitivity: sensitivityOf(spec),
      numeric: spec.numericOrdering === true,
      caseFirst,
    });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new MongoError(2, `Field 'locale' is invalid in: { locale: ${describe(spec.locale)} }`, { cause });
  }
}

class Collated implements Collation {
  readonly #collator: Intl.Collator;

  constructor(collator: Intl.Collator) {
    this.#collator = collator;
  }

  readonly compare = (a: unknown, b: unknown): number => {
    if (typeof a === "string" && typeof b === "string") return Math.sign(this.#collator.compare(a, b));
    if (Array.isArray(a) && Array.isArray(b)) return this.#sequences(a, b);
    if (isDoc(a) && isDoc(b)) return this.#documents(a, b);
    return compareBson(a, b);
  };

  #sequences(a: readonly unknown[], b: readonly unknown[]): number {
    for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
      const order = this.compare(a[i] ?? null, b[i] ?? null);
      if (order !== 0) return order;
    }
    return Math.sign(a.length - b.length);
  }

  #documents(a: Doc, b: Doc): number {
    const [left, right] = [Object.entries(a), Object.entries(b)];
    for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
      const [leftName, leftValue] = left[i] ?? ["", undefined];
      const [rightName, rightValue] = right[i] ?? ["", undefined];
      const order =
        Math.sign(rankOf(leftValue) - rankOf(rightValue)) ||
        compareStrings(leftName, rightName) ||
        this.compare(leftValue, rightValue);
      if (order !== 0) return order;
    }
    return Math.sign(left.length - right.length);
  }
}

/**
 * The order a command's `collation` asks for; undefined for the simple one. Refuses unknown fields and locales (40415, 2)
 * and what JavaScript's collator cannot do (238).
 */
export function parseCollation(spec: Doc): Collation | undefined {
  assertFields(spec);
  return spec.locale === "simple" ? undefined : new Collated(collatorOf(spec));
}
