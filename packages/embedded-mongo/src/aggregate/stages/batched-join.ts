import { keyString } from "../../bson/key.ts";
import { getPath } from "../../bson/path.ts";
import type { Doc } from "../../bson/types.ts";
import { parseFieldPath } from "../../expression/index.ts";
import { compileFilter, type Filter } from "../../query/index.ts";
import type { AggregateEnv, Flow, Namespace } from "../types.ts";
import { equalsAny, isPlainValue, joinValues } from "./join-values.ts";

const MAX_BATCH_DOCUMENTS = 64;

/** What an equality `$lookup` joins by. */
export interface Join {
  readonly from: Namespace;
  readonly localField: string;
  readonly foreignField: string;
}

/** A document with what it joins by and what was found for it. */
interface Member {
  readonly doc: Doc;
  readonly values: readonly unknown[];
  readonly found: Doc[];
}

/** Documents joined together, so that one read of the other collection serves them all. */
class Batch {
  readonly #join: Join;
  readonly #env: AggregateEnv;
  readonly #members: Member[] = [];
  readonly #seekers = new Map<string, { value: unknown; members: Member[] }>();
  readonly #tests = new Map<string, Filter>();

  constructor(join: Join, env: AggregateEnv) {
    this.#join = join;
    this.#env = env;
  }

  get size(): number {
    return this.#members.length;
  }

  add(doc: Doc, values: readonly unknown[]): void {
    const member: Member = { doc, values, found: [] };
    this.#members.push(member);
    for (const value of values) {
      const key = keyString(value);
      const seeker = this.#seekers.get(key);
      if (!seeker) this.#seekers.set(key, { value, members: [member] });
      else if (seeker.members.at(-1) !== member) seeker.members.push(member);
    }
  }

  /** Reads what all members look for; yields `null` for pauses and gives the members. */
  *resolve(): Generator<null, readonly Member[]> {
    const values = [...this.#seekers.values()].map((seeker) => seeker.value);
    for (const doc of this.#env.read(this.#join.from, equalsAny(this.#join.foreignField, values))) {
      if (doc === null) yield null;
      else this.#hand(doc);
    }
    return this.#members;
  }

  #hand(doc: Doc): void {
    const receivers = new Set<Member>();
    for (const value of getPath(doc, this.#join.foreignField).values) {
      const key = keyString(value);
      const seeker = this.#seekers.get(key);
      // What an index holds is a little more than what a filter matches, so the filter has the last word.
      if (seeker && this.#test(key, seeker.value).matches(doc)) {
        for (const member of seeker.members) receivers.add(member);
      }
    }
    for (const member of receivers) member.found.push(doc);
  }

  #test(key: string, value: unknown): Filter {
    const known = this.#tests.get(key);
    if (known) return known;
    const test = compileFilter({ [this.#join.foreignField]: { $eq: value } }, this.#env);
    this.#tests.set(key, test);
    return test;
  }
}

/** Reads for one document whose values an index cannot hold as they are. */
function* readAlone(join: Join, env: AggregateEnv, values: readonly unknown[]): Generator<null, Doc[]> {
  const found: Doc[] = [];
  for (const doc of env.read(join.from, equalsAny(join.foreignField, values))) {
    if (doc === null) yield null;
    else found.push(doc);
  }
  return found;
}

/**
 * An equality join in batches: the first document is answered at once, later ones in growing groups,
 * so that a collection without an index is scanned once for a group and not once for a document.
 */
export function* joinFlow(
  flow: Flow,
  join: Join,
  env: AggregateEnv,
  attach: (doc: Doc, found: Doc[]) => Doc,
): Flow {
  const parts = parseFieldPath(join.localField);
  let batch = new Batch(join, env);
  let wanted = 1;
  for (const doc of flow) {
    if (doc === null) {
      yield null;
      continue;
    }
    const values = joinValues(doc, parts);
    const plain = values.every(isPlainValue);
    if (plain) batch.add(doc, values);
    if (batch.size >= wanted || (!plain && batch.size > 0)) {
      for (const member of yield* batch.resolve()) yield attach(member.doc, member.found);
      batch = new Batch(join, env);
      wanted = Math.min(MAX_BATCH_DOCUMENTS, wanted * 2);
    }
    if (!plain) yield attach(doc, yield* readAlone(join, env, values));
  }
  if (batch.size > 0) for (const member of yield* batch.resolve()) yield attach(member.doc, member.found);
}
