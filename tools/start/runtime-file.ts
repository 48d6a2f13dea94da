import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const processSchema = z.object({ name: z.string(), pid: z.int(), startedAt: z.string() });

const runtimeSchema = z.object({
  /** False while the shop is still coming up. */
  ready: z.boolean(),
  supervisor: processSchema,
  children: z.array(processSchema),
  databaseUrl: z.string(),
  /** Null when the shop runs without a cache. */
  redisUrl: z.string().nullable(),
  storefrontUrl: z.string(),
  adminUrl: z.string(),
  /** One for each API instance. */
  apiUrls: z.array(z.string()),
});

/** What a running start tells the commands beside it (`npm run …`): where its stores and apps are, and as which processes. */
export type Runtime = z.infer<typeof runtimeSchema>;
export type RuntimeProcess = z.infer<typeof processSchema>;

function fileIn(dataFolder: string): string {
  return path.resolve(dataFolder, "runtime.json");
}

/** Written aside and moved into place: a reader never meets half of it. It holds URLs with passwords, so it is the owner's alone. */
export function writeRuntime(dataFolder: string, runtime: Runtime): void {
  const file = fileIn(dataFolder);
  writeFileSync(`${file}.new`, `${JSON.stringify(runtime, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** What the last start wrote; undefined when it ended in order, or wrote something that cannot be read. */
export function readRuntime(dataFolder: string): Runtime | undefined {
  try {
    return runtimeSchema.parse(JSON.parse(readFileSync(fileIn(dataFolder), "utf8")));
  } catch {
    // A file that is missing or torn says the same: nothing is known of a running shop.
    return undefined;
  }
}

export function removeRuntime(dataFolder: string): void {
  rmSync(fileIn(dataFolder), { force: true });
}
