import { ensureAccountIndexes, ensureDemoPeople, mongoAuthDatabase } from "@scarlet/adapters/accounts";
import { type Mongo, migrate } from "@scarlet/adapters/mongo";
import { connectRedis } from "@scarlet/adapters/redis";
import type { Logger } from "pino";
import { connectDatabase } from "./connect.ts";
import { type ApiEnv, env } from "./env.ts";
import { isEmpty, seedWhenEmpty } from "./jobs/seed.ts";
import { endWith } from "./last-words.ts";
import { openStock } from "./open-stock.ts";
import { rootLog } from "./root-log.ts";

/** Brings the database to where the shop can open: migrations, indexes, a first catalog, the demo people. */
async function prepare(): Promise<void> {
  const settings = env();
  const log = rootLog(settings);
  const mongo = await connectDatabase(settings, log);
  try {
    const migrations = await migrate({ url: settings.DATABASE_URL });
    await ensureAccountIndexes(mongo);
    const products = (await isEmpty(mongo)) ? await seed(mongo, settings, log) : 0;
    const people = settings.isForReal
      ? 0
      : await ensureDemoPeople({
          database: mongoAuthDatabase(mongo),
          secret: settings.AUTH_SECRET,
          baseUrl: settings.API_URL,
          audience: "rest",
          log,
        });
    log.info({ migrations, products, people }, "the database is ready");
  } finally {
    await mongo.close();
  }
}

/** Behind the fence: an API process may already be showing lists of nothing. */
async function seed(mongo: Mongo, { REDIS_URL }: ApiEnv, log: Logger): Promise<number> {
  const redis = REDIS_URL === undefined ? null : await connectRedis({ url: REDIS_URL, log });
  const { cache } = await openStock({ mongo, redis, log });
  try {
    return await seedWhenEmpty({ mongo, fence: cache.fence, log });
  } finally {
    await cache.close();
    await redis?.close();
  }
}

prepare().catch(endWith);
