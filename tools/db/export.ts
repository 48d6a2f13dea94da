import path from "node:path";
import { runCommand } from "../bootstrap/start-error.mjs";
import { readArguments } from "./arguments.ts";
import { exportDatabase } from "./export-database.ts";
import { openRunning, openStopped } from "./open-database.ts";

const root = path.resolve(import.meta.dirname, "../..");

/**
 * `npm run db:export -- FILE`, beside the running shop or without it. `--stopped`: nobody writes meanwhile, so that the
 * export may take as long as it takes.
 */
await runCommand(async () => {
  const usage = "npm run db:export -- FILE [--stopped]";
  const { file, flags } = readArguments(process.argv.slice(2), usage, ["--stopped"]);
  const place = { root, environment: process.env };
  const opened = (await openRunning(place, "serve")) ?? (await openStopped(place, false));
  try {
    // Only the person at the terminal knows whether a shop on DATABASE_URL is stopped.
    const isBusy = opened.isBusy && !flags.has("--stopped");
    const { documents, collections } = await exportDatabase({ ...opened, isBusy }, file);
    console.log(
      `Exported ${documents} documents in ${collections} collections from ${opened.about} to ${file}.`,
    );
  } finally {
    await opened.close();
  }
  return 0;
});
