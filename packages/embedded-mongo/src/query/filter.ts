import type { Collation } from "../bson/collate.ts";
import { type FieldNames, fieldNames } from "../bson/pick-fields.ts";
import { type Doc, isDoc, TYPE, typeNameOf, typeOf } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { compileExpression } from "../expression/index.ts";
import { compileSchema } from "../schema/index.ts";
import { expressionConjuncts } from "./expression-conjuncts.ts";
import { type Leaf, type Node, not, onPath, onValue, type Position, wholeOf } from "./leaf.ts";
import {
  type CompileElemMatch,
  type Condition,
  equality,
  FIELD_OPERATORS,
  isTruthy,
  regexWithOptions,
  regularExpression,
} from "./operators.ts";
import type { Conjunct, Env, Filter } from "./types.ts";

/** One condition of a filter: its test, and what a planner may know of it. */
interface Clause {
  readonly node: Node;
  readonly conjuncts: readonly Conjunct[];
}

const MAX_DEPTH = 100;
const LOGICAL = new Set(["$and", "$or", "$nor"]);
const VALUE_LEVEL_REFUSED = new Set(["$expr", "$jsonSchema", "$comment", "$where", "$text"]);

/** Whether a field's value is a document of operators and not a document to be equal to. */
export function isOperatorDoc(value: unknown): value is Doc {
  if (!isDoc(value)) return false;
  const first = Object.keys(value)[0];
  return first?.startsWith("$") === true && !["$ref", "$id", "$db"].includes(first);
}

function every(clauses: readonly Clause[]): Clause {
  const [first] = clauses;
  const nodes = clauses.map((clause) => clause.node);
  const conjuncts = clauses.flatMap((clause) => clause.conjuncts);
  if (first && clauses.length === 1) return first;
  return { node: (doc, position) => nodes.every((node) => node(doc, position)), conjuncts };
}

class FilterCompiler {
  readonly env: Env;
  depth = 0;
  /** The fields that were looked at so far. */
  readonly #fields = new Set<string>();
  #looksAtAll = false;

  constructor(env: Env) {
    this.env = env;
  }

  get fields(): FieldNames | undefined {
    return this.#looksAtAll ? undefined : fieldNames(this.#fields);
  }

  filter(filter: Doc): Clause {
    this.depth += 1;
    if (this.depth > MAX_DEPTH)
      throw new MongoError(2, `the filter is nested deeper than ${MAX_DEPTH} levels`);
    const clauses = Object.entries(filter).flatMap(([key, value]) => this.entry(key, value));
    this.depth -= 1;
    return every(clauses);
  }

  entry(key: string, value: unknown): readonly Clause[] {
    if (LOGICAL.has(key)) return [this.logical(key, value)];
    if (key === "$comment") return [];
    if (key === "$expr") return [this.expression(value)];
    if (key === "$jsonSchema") return [this.schema(value)];
    if (key === "$alwaysTrue" || key === "$alwaysFalse") return [constant(key === "$alwaysTrue")];
    if (key.startsWith("$") && !["$ref", "$id", "$db"].includes(key)) throw unknownTopLevel(key);
    return [this.field(key, value)];
  }

  logical(operator: string, operand: unknown): Clause {
    if (!Array.isArray(operand)) throw new MongoError(2, `${operator} must be an array`);
    if (operand.length === 0) throw new MongoError(2, "$and/$or/$nor must be a nonempty array");
    const branches = (operand as unknown[]).map((branch) => {
      if (!isDoc(branch)) throw new MongoError(2, "$or/$and/$nor entries need to be full objects");
      return this.filter(branch);
    });
    if (operator === "$and") return every(branches);
    const nodes = branches.map((branch) => branch.node);
    if (operator === "$nor") return { node: (doc) => !nodes.some((node) => node(doc)), conjuncts: [] };
    const known = branches.every((branch) => branch.conjuncts.length > 0);
    return {
      node: (doc, position) => nodes.some((node) => node(doc, position)),
      conjuncts: known ? [{ kind: "or", branches: branches.map((branch) => branch.conjuncts) }] : [],
    };
  }

  expression(operand: unknown): Clause {
    if (this.env.collation)
      throw new MongoError(238, "$expr with a collation is not supported by this server");
    this.#looksAtAll = true;
    const evaluate = compileExpression(operand, this.env);
    return { node: (doc) => isTruthy(evaluate(doc)), conjuncts: expressionConjuncts(operand, this.env) };
  }

  schema(operand: unknown): Clause {
    if (!isDoc(operand)) throw new MongoError(14, "$jsonSchema must be an object");
    this.#looksAtAll = true;
    const check = compileSchema(operand);
    return { node: (doc) => check.isValid(doc), conjuncts: [] };
  }

  field(path: string, value: unknown): Clause {
    this.#fields.add(path.split(".", 1)[0] ?? "");
    const conditions = isOperatorDoc(value) ? this.operators(value) : [plainValue(value, this.env.collation)];
    return every(
      conditions.map(({ leaf, conjunct }) => ({ node: onPath(leaf, path), conjuncts: conjunct(path) })),
    );
  }

  operators(operators: Doc): readonly Condition[] {
    const names = Object.keys(operators);
    const found = names.flatMap((name) => {
      if (name === "$options") return "$regex" in operators ? [] : [regexWithOptions(operators)];
      if (name === "$regex") return [regexWithOptions(operators)];
      if (name === "$not") return [this.negation(operators[name])];
      const build = FIELD_OPERATORS.get(name);
      if (!build) throw new MongoError(2, `unknown operator: ${name}`);
      return [build(operators[name], { elemMatch: this.elemMatch, collation: this.env.collation })];
    });
    return found;
  }

  negation(operand: unknown): Condition {
    if (typeOf(operand) === TYPE.regex)
      return { leaf: not(regularExpression(operand).leaf), conjunct: () => [] };
    if (!isDoc(operand)) throw new MongoError(2, "$not needs a regex or a document");
    if (Object.keys(operand).length === 0) throw new MongoError(2, "$not cannot be empty");
    const leaves = this.operators(operand).map((condition) => condition.leaf);
    return { leaf: not({ kind: "and", leaves }), conjunct: () => [] };
  }

  /** `$elemMatch` by operators tests each element as a value, otherwise each element as a document. */
  readonly elemMatch: CompileElemMatch = (operand) => {
    if (!isDoc(operand)) throw new MongoError(2, "$elemMatch needs an Object");
    const first = Object.keys(operand)[0] ?? "";
    const byValue = first.startsWith("$") && !LOGICAL.has(first) && !VALUE_LEVEL_REFUSED.has(first);
    const test = byValue ? this.elementValue(operand) : this.elementDoc(operand);
    return wholeOf((value, position) => {
      if (!Array.isArray(value)) return false;
      const index = (value as unknown[]).findIndex(test);
      if (position && index >= 0) position.index = index;
      return index >= 0;
    });
  };

  elementValue(operators: Doc): (item: unknown) => boolean {
    const leaves: Leaf[] = this.operators(operators).map((condition) => condition.leaf);
    return onValue({ kind: "and", leaves });
  }

  elementDoc(filter: Doc): (item: unknown) => boolean {
    const { node } = this.filter(filter);
    // An array in the array is taken for a document whose fields are its places.
    return (item) =>
      Array.isArray(item) ? node(Object.fromEntries(item.entries())) : isDoc(item) && node(item);
  }
}

function plainValue(value: unknown, collation: Collation | undefined): Condition {
  return typeOf(value) === TYPE.regex ? regularExpression(value) : equality(value, collation);
}

function constant(result: boolean): Clause {
  return { node: () => result, conjuncts: [] };
}

function unknownTopLevel(key: string): MongoError {
  return new MongoError(
    2,
    `unknown top level operator: ${key}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
  );
}

/**
 * Compiles a filter once for many documents.
 * Refuses unknown operators and malformed operands (2 BadValue and others) before any document is seen.
 */
export function compileFilter(filter: Doc, env: Env): Filter {
  if (!isDoc(filter)) throw new MongoError(14, `the filter must be an object, but is ${typeNameOf(filter)}`);
  const compiler = new FilterCompiler(env);
  const { node, conjuncts } = compiler.filter(filter);
  return {
    fields: compiler.fields,
    matches: (doc) => node(doc),
    matchedArrayIndex: (doc) => {
      const position: Position = { index: undefined };
      return node(doc, position) ? position.index : undefined;
    },
    // Indexes order strings by their bytes and know nothing of a collation.
    conjuncts: env.collation ? [] : conjuncts,
    matchesAll: Object.keys(filter).every((key) => key === "$comment"),
  };
}
