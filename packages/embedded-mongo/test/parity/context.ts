import { randomBytes } from "node:crypto";
import {
  type Collection,
  type Db,
  type Document,
  type Double,
  MongoClient,
  MongoServerError,
  type ObjectId,
} from "mongodb";
import { expect } from "vitest";

/** What the tests take for an `_id`. */
export type ItemId = string | number | Double | ObjectId | number[];

/** Documents of any shape. */
export interface Item extends Document {
  _id?: ItemId;
}

/** One database for the tests of one target. */
export class Context {
  readonly url: string;
  readonly client: MongoClient;
  readonly db: Db;
  #collections = 0;

  constructor(url: string) {
    this.url = url;
    this.client = new MongoClient(url, { serverSelectionTimeoutMS: 10_000 });
    this.db = this.client.db(`parity_${randomBytes(6).toString("hex")}`);
  }

  /** A collection of its own for one test, with documents if given. */
  async items(...docs: readonly Item[]): Promise<Collection<Item>> {
    this.#collections += 1;
    const collection = this.db.collection<Item>(`items${this.#collections}`);
    if (docs.length > 0) await collection.insertMany([...docs]);
    return collection;
  }

  async close(): Promise<void> {
    await this.db.dropDatabase();
    await this.client.close();
  }
}

/** Gives the context, which exists only while tests run. */
export type Use = () => Context;

/** What an operation is refused with. */
export async function refusal(attempt: Promise<unknown>): Promise<MongoServerError> {
  const outcome = await attempt.then(
    (value) => new Error(`was not refused: ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(MongoServerError);
  if (outcome instanceof MongoServerError) return outcome;
  throw new Error("unreachable", { cause: outcome });
}

/** Asserts that an operation is refused with a code. */
export async function expectCode(attempt: Promise<unknown>, code: number): Promise<void> {
  expect((await refusal(attempt)).code).toBe(code);
}
