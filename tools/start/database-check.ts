import { MongoClient } from "mongodb";
import { StartError } from "../bootstrap/fail.mjs";
import { redact } from "./redact.ts";

const ANSWER_WITHIN_MS = 15_000;
const OLDEST_MAJOR = 7;

/** Refuses a DATABASE_URL that cannot carry the shop: one sentence, and never its password. */
export async function checkDatabase(url: string): Promise<void> {
  const shown = redact(url);
  const client = open(url, shown);
  try {
    const admin = client.db("admin");
    const hello = await admin.command({ hello: 1 }, { timeoutMS: ANSWER_WITHIN_MS });
    if (typeof hello.setName !== "string" && hello.msg !== "isdbgrid")
      throw new StartError(
        `The MongoDB at ${shown} is not a replica set, and the shop needs one for its transactions.`,
      );
    const { version } = await admin.command({ buildInfo: 1 }, { timeoutMS: ANSWER_WITHIN_MS });
    if (Number.parseInt(String(version), 10) < OLDEST_MAJOR)
      throw new StartError(
        `The MongoDB at ${shown} is version ${version}; the shop needs ${OLDEST_MAJOR} or newer.`,
      );
    await client.db().command({ ping: 1 }, { timeoutMS: ANSWER_WITHIN_MS });
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
      serverSelectionTimeoutMS: ANSWER_WITHIN_MS,
      connectTimeoutMS: ANSWER_WITHIN_MS,
    });
  } catch (error) {
    const cause = error instanceof Error ? redact(error.message) : String(error);
    throw new StartError(`DATABASE_URL is wrong (it is "${shown}"): ${cause}.`);
  }
}
