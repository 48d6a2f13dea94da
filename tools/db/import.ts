import path from "node:path";
import { runCommand, StartError } from "../bootstrap/start-error.mjs";
import { readArguments } from "./arguments.ts";
import { importDatabase } from "./import-database.ts";
import { isShopRunning, openRunning, openStopped } from "./open-database.ts";
import { checkExport } from "./read-file.ts";

const root = path.resolve(import.meta.dirname, "../..");
const REPLACE_FLAG = "--replace";

/** `npm run db:import -- FILE [--replace]`, into a stopped shop. */
await runCommand(async () => {
  const usage = `npm run db:import -- FILE [${REPLACE_FLAG}]`;
  const { file, flags } = readArguments(process.argv.slice(2), usage, [REPLACE_FLAG]);
  const place = { root, environment: process.env };
  if (isShopRunning(place)) throw new StartError("The shop is running: stop it, then import.");
  const { documents, collections } = await checkExport(file);
  const opened = place.environment.DATABASE_URL
    ? await openRunning(place, "import")
    : await openStopped(place, true);
  if (!opened) throw new StartError("No database was found to import into.");
  try {
    await importDatabase(opened.db, file, flags.has(REPLACE_FLAG));
    console.log(`Imported ${documents} documents in ${collections} collections into ${opened.about}.`);
    if (place.environment.REDIS_URL)
      console.log("The cache may hold the old data: run `npm run cache:flush` before you start.");
  } finally {
    await opened.close();
  }
  return 0;
});
