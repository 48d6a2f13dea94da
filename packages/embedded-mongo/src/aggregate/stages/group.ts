import { keyString } from "../../bson/key.ts";
import { type Doc, isDoc, setField } from "../../bson/types.ts";
import { MongoError } from "../../errors.ts";
import { compile, type Evaluate, type Frame, type Scope, scopeOf } from "../../expression/index.ts";
import { compileGroupField, type GroupField } from "../accumulators/accumulators.ts";
import type { Accumulator } from "../accumulators/types.ts";
import { flowOf } from "../flow.ts";
import type { BuildStage } from "../stage.ts";
import type { Flow } from "../types.ts";
import { sortStage } from "./sort.ts";

interface Group {
  readonly id: unknown;
  readonly accumulators: readonly Accumulator[];
}

/** The groups of a `$group`, by the key of their id and in the order in which they were first met. */
export class Groups {
  readonly #fields: readonly GroupField[];
  readonly #groups = new Map<string, Group>();

  constructor(fields: readonly GroupField[]) {
    this.#fields = fields;
  }

  add(id: unknown, frame: Frame): void {
    const key = keyString(id);
    let group = this.#groups.get(key);
    if (!group) {
      group = { id, accumulators: this.#fields.map((field) => field.accumulate()) };
      this.#groups.set(key, group);
    }
    for (const accumulator of group.accumulators) accumulator.add(frame);
  }

  /** One document for each group. */
  *results(): Iterable<Doc> {
    for (const { id, accumulators } of this.#groups.values()) {
      const doc: Doc = { _id: id };
      for (const [i, { name }] of this.#fields.entries())
        setField(doc, name, accumulators[i]?.result() ?? null);
      yield doc;
    }
  }
}

function* grouping(flow: Flow, idOf: Evaluate, fields: readonly GroupField[]): Flow {
  const groups = new Groups(fields);
  for (const doc of flow) {
    if (doc === null) {
      yield null;
      continue;
    }
    const frame: Frame = { root: doc, locals: [] };
    groups.add(idOf(frame) ?? null, frame);
  }
  yield* flowOf(groups.results());
}

/** An id of one field has that field always: where it is missing it is null, unlike in an id of several. */
function compileId(id: unknown, scope: Scope): Evaluate {
  const evaluate = compile(id, scope);
  const names = isDoc(id) ? Object.keys(id) : [];
  const [name] = names;
  if (name === undefined || names.length > 1 || name.startsWith("$")) return evaluate;
  return (frame) => {
    const value = evaluate(frame);
    return isDoc(value) && Object.keys(value).length === 0 ? { [name]: null } : value;
  };
}

/** `$group`. */
export const group: BuildStage = (operand, { env }) => {
  if (!isDoc(operand)) throw new MongoError(15947, "a group's fields must be specified in an object");
  if (!("_id" in operand)) throw new MongoError(15955, "a group specification must include an _id");
  const scope = scopeOf(env);
  const { _id: id, ...rest } = operand;
  const idOf = compileId(id, scope);
  const fields = Object.entries(rest).map(([name, value]) => compileGroupField(name, value, scope));
  return (flow) => grouping(flow, idOf, fields);
};

/** `$sortByCount`: how often each value occurs, most often first. */
export const sortByCount: BuildStage = (operand, context) => {
  const plain = typeof operand === "string" ? !operand.startsWith("$") : !isDoc(operand);
  if (plain) {
    throw new MongoError(
      40149,
      "the sortByCount field must be specified as a $-prefixed path or expression object",
    );
  }
  const counting = group({ _id: operand, count: { $sum: 1 } }, context);
  const sorting = sortStage({ count: -1 });
  return (flow) => sorting(counting(flow));
};
