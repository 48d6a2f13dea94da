import { connectMongo, type Mongo } from "@scarlet/adapters/mongo";
import type { Logger } from "pino";
import type { ApiEnv } from "./env.ts";
import { StartError } from "./last-words.ts";

/** Connects to the database. Raises a `StartError` when it does not answer within 15 seconds. */
export async function connectDatabase(settings: Pick<ApiEnv, "DATABASE_URL">, log: Logger): Promise<Mongo> {
  try {
    return await connectMongo({ url: settings.DATABASE_URL, log });
  } catch (error) {
    const where = withoutPassword(settings.DATABASE_URL);
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`The database at ${where} does not answer: ${reason.replaceAll(/\s+/g, " ")}.`);
  }
}

/** A connection string that may be shown. */
export function withoutPassword(url: string): string {
  return url.replace(/\/\/([^/@]*)@/, "//…@");
}
