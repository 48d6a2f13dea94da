import { ensureAccountIndexes } from "@scarlet/adapters/accounts";
import { createLease, MIGRATION_LEASE_MS, type Mongo, migrate, runUnderLease } from "@scarlet/adapters/mongo";
import { isFoldedOtherwise, noteFolded, refoldSearch } from "@scarlet/adapters/orders";
import type { Logger } from "pino";
import { makeDemoPeople, removeForbiddenDemoPeople } from "./accounts/demo-accounts.ts";
import { connectDatabase, requirePrepared } from "./connect.ts";
import { type ApiEnv, env } from "./env.ts";
import { exitWithError } from "./exit.ts";
import { isEmpty, seedWhenEmpty } from "./jobs/seed.ts";
import { createLogger } from "./logger.ts";
import { withStock } from "./open-stock.ts";

/** How long to wait for another process that is preparing the same database. */
const PREPARE_LOCK_TIMEOUT_MS = 10 * 60_000;

/** Prepares the database: migrations, indexes, the demo catalog and demo accounts. */
async function prepare(): Promise<void> {
  const settings = env();
  const log = createLogger(settings);
  const mongo = await connectDatabase(settings, log, "prepare");
  try {
    const { db, clock } = mongo;
    const lease = createLease({ db, clock, name: "prepare", ttlMs: MIGRATION_LEASE_MS });
    await runUnderLease(lease, PREPARE_LOCK_TIMEOUT_MS, () => fill(mongo, settings, log));
  } finally {
    await mongo.close();
  }
}

async function fill(mongo: Mongo, settings: ApiEnv, log: Logger): Promise<void> {
  const migrations = await migrate({ url: settings.DATABASE_URL });
  await requirePrepared(mongo, settings);
  await ensureAccountIndexes(mongo);
  // Behind the fence: API processes may already serve and cache empty lists.
  const transactionLimitS = settings.DATABASE_TRANSACTION_LIMIT_SECONDS;
  const shop = { mongo, redisUrl: settings.REDIS_URL, log, transactionLimitS };
  const products = (await isEmpty(mongo))
    ? await withStock(shop, ({ cache: { fence } }) => seedWhenEmpty({ mongo, fence, log }))
    : 0;
  if (products > 0) await noteFolded(mongo);
  if (await isFoldedOtherwise(mongo))
    await withStock(shop, ({ cache: { fence } }) => refoldSearch({ mongo, fence, log }));
  await removeForbiddenDemoPeople(settings, mongo, log);
  const people = await makeDemoPeople(settings, mongo, log);
  log.info({ migrations, products, people }, "the database is ready");
}

prepare().catch(exitWithError);
