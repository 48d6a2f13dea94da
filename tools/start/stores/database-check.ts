import { MongoClient } from "mongodb";
import { databaseName } from "../../../packages/adapters/src/mongo/connection/database-url.ts";
import {
  type DatabaseUse,
  serverProblem,
} from "../../../packages/adapters/src/mongo/connection/server-check.ts";
import { StartError } from "../../bootstrap/start-error.mjs";
import { redact } from "../redact.ts";

const ANSWER_TIMEOUT_MS = 15_000;

/** Refuses a DATABASE_URL that cannot carry the shop, or what `use` means to do with it: one sentence, and never its password. */
export async function checkDatabase(url: string, use: DatabaseUse): Promise<void> {
  const shown = redact(url);
  const client = open(url, shown);
  try {
    const problem = await serverProblem(client, databaseName(url), use);
    if (problem !== undefined) throw new StartError(`The MongoDB at ${shown} ${problem}.`);
  } catch (error) {
    if (error instanceof StartError) throw error;
    const cause = error instanceof Error ? redact(error.message) : String(error);
    throw new StartError(`The database at ${shown} (DATABASE_URL) did not answer: ${cause}.`);
  } finally {
    await client.close();
  }
}

function open(url: string, shown: string): MongoClient {
  try {
    return new MongoClient(url, {
      serverSelectionTimeoutMS: ANSWER_TIMEOUT_MS,
      connectTimeoutMS: ANSWER_TIMEOUT_MS,
      socketTimeoutMS: ANSWER_TIMEOUT_MS,
    });
  } catch (error) {
    const cause = error instanceof Error ? redact(error.message) : String(error);
    throw new StartError(`DATABASE_URL is wrong (it is "${shown}"): ${cause}.`);
  }
}
