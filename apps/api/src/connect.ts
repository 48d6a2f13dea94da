import {
  connectMongo,
  type DatabaseUse,
  databaseName,
  type Mongo,
  missingIndexes,
  serverProblem,
} from "@scarlet/adapters/mongo";
import type { Logger } from "pino";
import type { ApiEnv } from "./env.ts";
import { StartError } from "./exit.ts";

type Settings = Pick<ApiEnv, "DATABASE_URL">;

/**
 * Connects to the database. Raises a `StartError` when it does not answer within 15 seconds, or cannot carry the shop:
 * another kind of deployment, a version that is too old, or a user without the rights that `use` takes.
 */
export async function connectDatabase(settings: Settings, log: Logger, use: DatabaseUse): Promise<Mongo> {
  const where = withoutPassword(settings.DATABASE_URL);
  const mongo = await answering(where, () => connectMongo({ url: settings.DATABASE_URL, log }));
  try {
    const problem = await answering(where, () =>
      serverProblem(mongo.client, databaseName(settings.DATABASE_URL), use),
    );
    if (problem !== undefined) throw new StartError(`The database at ${where} ${problem}.`);
    return mongo;
  } catch (error) {
    await mongo.close();
    throw error;
  }
}

/**
 * Raises a `StartError` when the database lacks an index that keeps orders, keys or stock unique, which is so when it was
 * never prepared.
 */
export async function requirePrepared({ db }: Pick<Mongo, "db">, settings: Settings): Promise<void> {
  const [first, ...more] = await missingIndexes(db);
  if (first === undefined) return;
  const others = more.length === 0 ? "" : ` and ${more.length} more`;
  throw new StartError(
    `The database ${db.databaseName} at ${withoutPassword(settings.DATABASE_URL)} lacks the index ${first}${others}: run apps/api/src/prepare.ts on it first.`,
  );
}

async function answering<T>(where: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(
      `The database at ${where} does not answer: ${reason.replaceAll(/\s+/g, " ").replace(/\.$/, "")}.`,
    );
  }
}

/** A connection string without its password, for messages. */
export function withoutPassword(url: string): string {
  return url.replace(/\/\/([^/@]*)@/, "//…@");
}
