import { StartError } from "../bootstrap/start-error.mjs";
import { readRuntime } from "../start/runtime-file.ts";
import { readSettings } from "../start/settings.ts";

export type Stores = {
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
  /** What DATABASE_TRANSACTION_LIMIT_SECONDS says. */
  readonly transactionLimitS: number | undefined;
};

/** A log for commands: faults are shown, what goes well is not. */
export const QUIET = { info: () => {}, warn: () => {}, error: console.error };

/** The stores of the running shop, or those that DATABASE_URL and REDIS_URL name. */
export function findStores(): Stores {
  // A command signs nothing, so the secret that a server needs beside DATABASE_URL is not asked for.
  const settings = readSettings({ ...process.env, AUTH_SECRET: "not needed here, where nothing is signed" });
  const runtime = readRuntime(settings.DATA_DIR);
  const databaseUrl = settings.DATABASE_URL ?? runtime?.databaseUrl;
  if (!databaseUrl)
    throw new StartError("No shop is running here and DATABASE_URL is not set: run `npm start` first.");
  return {
    databaseUrl,
    redisUrl: settings.REDIS_URL ?? runtime?.redisUrl ?? undefined,
    transactionLimitS: settings.DATABASE_TRANSACTION_LIMIT_SECONDS,
  };
}
