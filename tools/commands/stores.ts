import { StartError } from "../bootstrap/start-error.mjs";
import { readRuntime } from "../start/runtime-file.ts";
import { readSettings } from "../start/settings.ts";

export type Stores = {
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
  /** The setting DATABASE_TRANSACTION_LIMIT_SECONDS. */
  readonly transactionLimitS: number | undefined;
};

/** The log of a command: only errors are printed. */
export const QUIET = { info: () => {}, warn: () => {}, error: console.error };

/** The stores of the running shop, or those that DATABASE_URL and REDIS_URL name. */
export function findStores(): Stores {
  // A command signs nothing, so the secret that the settings require beside DATABASE_URL is a placeholder.
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
