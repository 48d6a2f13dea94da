import { type AggregateEnv, compilePipeline, type Flow, type Namespace } from "../../src/aggregate/index.ts";
import type { Doc } from "../../src/bson/index.ts";
import { compileFilter } from "../../src/query/index.ts";

/** Collections in memory, with every read written down, for tests of pipelines. */
export class MemoryCollections {
  readonly reads: { readonly from: Namespace; readonly filter: Doc }[] = [];
  readonly #collections: Readonly<Record<string, readonly Doc[]>>;
  readonly env: AggregateEnv;

  constructor(collections: Readonly<Record<string, readonly Doc[]>>, variables?: Record<string, unknown>) {
    this.#collections = collections;
    this.env = {
      now: new Date(0),
      db: "test",
      ...(variables ? { variables } : {}),
      read: (from, filter, given) => this.#read(from, filter, given),
    };
  }

  *#read(from: Namespace, filter: Doc, variables?: Readonly<Record<string, unknown>>): Flow {
    this.reads.push({ from, filter });
    const { matches } = compileFilter(filter, { now: new Date(0), ...(variables ? { variables } : {}) });
    for (const doc of this.#collections[from.collection] ?? []) {
      yield null;
      if (matches(doc)) yield doc;
    }
  }

  /** Runs a pipeline on one of the collections; pauses are left out. */
  run(collection: string, stages: readonly unknown[]): Doc[] {
    const pipeline = compilePipeline(stages, { ...this.env, collection });
    return [...pipeline.run(this.#collections[collection] ?? [])].filter((doc) => doc !== null);
  }
}

/** Runs a pipeline on documents alone. */
export function aggregate(docs: readonly Doc[], ...stages: readonly unknown[]): Doc[] {
  return new MemoryCollections({ docs }).run("docs", stages);
}
