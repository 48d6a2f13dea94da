import { ensureAccountIndexes } from "@scarlet/adapters/accounts";
import { migrate } from "@scarlet/adapters/mongo";
import { closeDemoPeople, makeDemoPeople } from "./accounts/demo-door.ts";
import { connectDatabase } from "./connect.ts";
import { env } from "./env.ts";
import { isEmpty, seedWhenEmpty } from "./jobs/seed.ts";
import { endWith } from "./last-words.ts";
import { withStock } from "./open-stock.ts";
import { rootLog } from "./root-log.ts";

/** Brings the database to where the shop can open: migrations, indexes, a first catalog, the demo people. */
async function prepare(): Promise<void> {
  const settings = env();
  const log = rootLog(settings);
  const mongo = await connectDatabase(settings, log);
  try {
    const migrations = await migrate({ url: settings.DATABASE_URL });
    await ensureAccountIndexes(mongo);
    // Behind the fence: an API process may already be showing lists of nothing.
    const shop = { mongo, redisUrl: settings.REDIS_URL, log };
    const products = (await isEmpty(mongo))
      ? await withStock(shop, ({ cache: { fence } }) => seedWhenEmpty({ mongo, fence, log }))
      : 0;
    await closeDemoPeople(settings, mongo, log);
    const people = await makeDemoPeople(settings, mongo, log);
    log.info({ migrations, products, people }, "the database is ready");
  } finally {
    await mongo.close();
  }
}

prepare().catch(endWith);
