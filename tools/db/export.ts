import path from "node:path";
import { runCommand } from "../bootstrap/fail.mjs";
import { readArguments } from "./arguments.ts";
import { exportDatabase } from "./export-database.ts";
import { openRunning, openStopped } from "./open-database.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** `npm run db:export -- FILE`, beside the running shop or without it. */
await runCommand(async () => {
  const { file } = readArguments(process.argv.slice(2), "npm run db:export -- FILE");
  const place = { root, environment: process.env };
  const opened = (await openRunning(place, "serve")) ?? (await openStopped(place, false));
  try {
    const { documents, collections } = await exportDatabase(opened, file);
    console.log(
      `Exported ${documents} documents in ${collections} collections from ${opened.about} to ${file}.`,
    );
  } finally {
    await opened.close();
  }
  return 0;
});
