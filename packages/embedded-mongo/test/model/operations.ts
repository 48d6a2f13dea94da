import * as fc from "fast-check";

/** A document of the model: few values, so that operations meet each other often. */
export interface Row {
  readonly id: number;
  readonly k?: number;
  readonly n: number;
  readonly tags: readonly number[];
}

/** A filter both the model and the server understand. */
export type Where =
  | { readonly by: "all" }
  | { readonly by: "id"; readonly id: number }
  | { readonly by: "key"; readonly k: number }
  | { readonly by: "range"; readonly from: number; readonly to: number }
  | { readonly by: "tag"; readonly tag: number };

/** A change both understand. */
export type Change =
  | { readonly kind: "add"; readonly by: number }
  | { readonly kind: "setKey"; readonly k: number }
  | { readonly kind: "dropKey" }
  | { readonly kind: "tag"; readonly tag: number }
  | { readonly kind: "untag"; readonly tag: number };

/** One command. */
export type Operation =
  | { readonly do: "insert"; readonly rows: readonly Row[] }
  | { readonly do: "updateOne"; readonly id: number; readonly change: Change; readonly upsert: boolean }
  | { readonly do: "updateMany"; readonly where: Where; readonly change: Change }
  | { readonly do: "takeFirst"; readonly where: Where; readonly change: Change }
  | { readonly do: "delete"; readonly where: Where }
  | {
      readonly do: "read";
      readonly where: Where;
      readonly skip: number;
      readonly limit: number;
      readonly down: boolean;
    }
  | { readonly do: "group" };

/** What is sent together: one command by itself, or several in a transaction. */
export type Step =
  | { readonly kind: "single"; readonly operation: Operation }
  | { readonly kind: "transaction"; readonly operations: readonly Operation[]; readonly commit: boolean };

const id = fc.integer({ min: 0, max: 7 });
const key = fc.integer({ min: 0, max: 5 });
const tag = fc.integer({ min: 0, max: 3 });
const amount = fc.integer({ min: -3, max: 6 });

const row: fc.Arbitrary<Row> = fc.record(
  { id, k: key, n: amount, tags: fc.array(tag, { maxLength: 3 }) },
  { requiredKeys: ["id", "n", "tags"] },
);

const where: fc.Arbitrary<Where> = fc.oneof(
  fc.constant<Where>({ by: "all" }),
  fc.record({ by: fc.constant("id" as const), id }),
  fc.record({ by: fc.constant("key" as const), k: key }),
  fc.record({ by: fc.constant("range" as const), from: amount, to: amount }),
  fc.record({ by: fc.constant("tag" as const), tag }),
);

/** Changes that meet no other row, whatever order the server changes the rows in. */
const peacefulChange: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant("add" as const), by: amount }),
  fc.constant<Change>({ kind: "dropKey" }),
  fc.record({ kind: fc.constant("tag" as const), tag }),
  fc.record({ kind: fc.constant("untag" as const), tag }),
);

const change: fc.Arbitrary<Change> = fc.oneof(
  peacefulChange,
  fc.record({ kind: fc.constant("setKey" as const), k: key }),
);

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ do: fc.constant("insert" as const), rows: fc.array(row, { minLength: 1, maxLength: 3 }) }),
  fc.record({ do: fc.constant("updateOne" as const), id, change, upsert: fc.boolean() }),
  fc.record({ do: fc.constant("updateMany" as const), where, change: peacefulChange }),
  fc.record({ do: fc.constant("takeFirst" as const), where, change }),
  fc.record({ do: fc.constant("delete" as const), where }),
  fc.record({
    do: fc.constant("read" as const),
    where,
    skip: fc.integer({ min: 0, max: 2 }),
    limit: fc.integer({ min: 0, max: 4 }),
    down: fc.boolean(),
  }),
  fc.constant<Operation>({ do: "group" }),
);

/** Any sequence of commands and transactions. */
export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("single" as const), operation }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("transaction" as const),
        operations: fc.array(operation, { minLength: 1, maxLength: 4 }),
        commit: fc.boolean(),
      }),
    },
  ),
  { minLength: 1, maxLength: 25 },
);
