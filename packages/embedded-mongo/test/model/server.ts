import {
  type ClientSession,
  type Collection,
  type Document,
  type MongoClient,
  MongoServerError,
} from "mongodb";
import type { Outcome } from "./model.ts";
import type { Change, Operation, Row, Where } from "./operations.ts";

interface Stored extends Document {
  _id: number;
}

function filterOf(where: Where): Document {
  switch (where.by) {
    case "all":
      return {};
    case "id":
      return { _id: where.id };
    case "key":
      return { k: where.k };
    case "range":
      return { n: { $gte: where.from, $lt: where.to } };
    default:
      return { tags: where.tag };
  }
}

function updateOf(change: Change): Document {
  switch (change.kind) {
    case "add":
      return { $inc: { n: change.by } };
    case "setKey":
      return { $set: { k: change.k } };
    case "dropKey":
      return { $unset: { k: "" } };
    case "tag":
      return { $push: { tags: change.tag } };
    default:
      return { $pull: { tags: change.tag } };
  }
}

/** An upserted row has every field, unless the change itself makes it. */
function upsertOf(change: Change): Document {
  const rest = change.kind === "add" ? {} : { n: 0 };
  const tags = change.kind === "tag" || change.kind === "untag" ? {} : { tags: [] };
  return { ...updateOf(change), $setOnInsert: { ...rest, ...tags } };
}

/** The same operations on a real collection. */
export class ServerRows {
  readonly #client: MongoClient;
  readonly #rows: Collection<Stored>;

  constructor(client: MongoClient, rows: Collection<Stored>) {
    this.#client = client;
    this.#rows = rows;
  }

  static async create(client: MongoClient, name: string): Promise<ServerRows> {
    const rows = client.db("model").collection<Stored>(name);
    await rows.createIndex({ k: 1 }, { unique: true, sparse: true });
    await rows.createIndex({ n: 1, _id: 1 });
    await rows.createIndex({ tags: 1 });
    return new ServerRows(client, rows);
  }

  /** All rows, read by the given index: every index must know the same ones. */
  async all(hint: Document): Promise<readonly Row[]> {
    const found = await this.#rows.find({}, { hint }).toArray();
    return found.map(rowOf).toSorted((a, b) => a.id - b.id);
  }

  async apply(operation: Operation, session?: ClientSession): Promise<Outcome> {
    try {
      return { answer: await this.#run(operation, session ? { session } : {}) };
    } catch (error) {
      if (error instanceof MongoServerError && error.code === 11_000) return { duplicate: true };
      throw error;
    }
  }

  async #run(operation: Operation, options: { session?: ClientSession }): Promise<unknown> {
    switch (operation.do) {
      case "insert": {
        const rows = operation.rows.map(({ id, ...rest }) => ({ _id: id, ...rest }));
        return (await this.#rows.insertMany(rows, options)).insertedCount;
      }
      case "updateOne":
        return this.#updateOne(operation, options);
      case "updateMany": {
        const result = await this.#rows.updateMany(
          filterOf(operation.where),
          updateOf(operation.change),
          options,
        );
        return { matched: result.matchedCount, modified: result.modifiedCount };
      }
      case "takeFirst": {
        const order = { sort: { n: 1, _id: 1 }, returnDocument: "after", ...options } as const;
        const next = await this.#rows.findOneAndUpdate(
          filterOf(operation.where),
          updateOf(operation.change),
          order,
        );
        return next && rowOf(next);
      }
      case "delete":
        return (await this.#rows.deleteMany(filterOf(operation.where), options)).deletedCount;
      case "read": {
        const direction = operation.down ? -1 : 1;
        const cursor = this.#rows.find(filterOf(operation.where), { ...options, batchSize: 2 });
        cursor.sort({ n: direction, _id: direction }).skip(operation.skip).limit(operation.limit);
        return (await cursor.toArray()).map(rowOf);
      }
      default: {
        const stages = [
          { $unwind: "$tags" },
          { $group: { _id: "$tags", sum: { $sum: "$n" } } },
          { $sort: { _id: 1 } },
        ];
        return this.#rows.aggregate(stages, options).toArray();
      }
    }
  }

  async #updateOne(
    { id, change, upsert }: Extract<Operation, { do: "updateOne" }>,
    options: { session?: ClientSession },
  ): Promise<unknown> {
    const update = upsert ? upsertOf(change) : updateOf(change);
    const result = await this.#rows.updateOne({ _id: id }, update, { upsert, ...options });
    return { matched: result.matchedCount, modified: result.modifiedCount, upserted: result.upsertedCount };
  }

  /** Runs operations in a transaction until one fails; gives their outcomes. */
  async transaction(operations: readonly Operation[], commit: boolean): Promise<readonly Outcome[]> {
    const session = this.#client.startSession();
    const outcomes: Outcome[] = [];
    session.startTransaction();
    for (const operation of operations) {
      const outcome = await this.apply(operation, session);
      outcomes.push(outcome);
      if ("duplicate" in outcome) break;
    }
    const failed = outcomes.some((outcome) => "duplicate" in outcome);
    if (commit && !failed) await session.commitTransaction();
    else await session.abortTransaction();
    await session.endSession();
    return outcomes;
  }
}

function rowOf(stored: Document): Row {
  const { _id: id, n = 0, tags = [], k } = stored;
  return { id: Number(id), ...(k === undefined ? {} : { k: Number(k) }), n: Number(n), tags };
}
