import { parseArgs } from "node:util";
import { seedMany } from "../../apps/api/src/jobs/seed.ts";
import { withStock } from "../../apps/api/src/open-stock.ts";
import { connectMongo, migrate } from "../../packages/adapters/src/mongo/index.ts";
import { runCommand, StartError } from "../bootstrap/start-error.mjs";
import { checkDatabase } from "../start/stores/database-check.ts";
import { findStores, QUIET } from "./stores.ts";

const MAX_PRODUCTS = 1_000_000;

/** Fills the running shop, or the database that DATABASE_URL names, with so many products for measurements. */
await runCommand(async () => {
  const products = wanted();
  const { databaseUrl, redisUrl, transactionLimitS } = findStores();
  await checkDatabase(databaseUrl, "prepare");
  await migrate({ url: databaseUrl });
  const mongo = await connectMongo({ url: databaseUrl });
  try {
    const onProgress = (there: number) => tell(there, products);
    const fresh = await withStock(
      { mongo, redisUrl, transactionLimitS, log: QUIET },
      ({ cache: { fence } }) => seedMany({ mongo, fence, products, onProgress }),
    );
    console.log(`${fresh} products are new; ${products - fresh} of the ${products} were there already.`);
  } finally {
    await mongo.close();
  }
  return 0;
});

function wanted(): number {
  const { values } = parseArgs({ options: { products: { type: "string", default: "48" } } });
  const products = Number(values.products);
  if (Number.isInteger(products) && products > 0 && products <= MAX_PRODUCTS) return products;
  throw new StartError(`--products ${values.products} is not a number from 1 to ${MAX_PRODUCTS}.`);
}

/** Reports progress: one line that is overwritten on a terminal, a line for every tenth elsewhere. */
function tell(there: number, products: number): void {
  const line = `${there} of ${products} products`;
  if (process.stdout.isTTY) process.stdout.write(there === products ? `\r${line}\n` : `\r${line}`);
  else if (
    there === products ||
    Math.floor((there * 10) / products) > Math.floor(((there - 100) * 10) / products)
  )
    console.log(line);
}
