import { readEnv } from "../../src/env.ts";
import { exitWithError } from "../../src/exit.ts";
import { createLogger } from "../../src/logger.ts";
import { serve } from "../../src/serve.ts";

/* A process with several APIs, each with connections and a lane of its own: one kill ends them all. */
async function main(): Promise<void> {
  const apis = JSON.parse(process.env.APIS ?? "[]") as Readonly<Record<string, string>>[];
  await Promise.all(
    apis.map((own) => {
      const settings = readEnv({ ...process.env, ...own });
      return serve(settings, createLogger(settings));
    }),
  );
}

main().catch(exitWithError);
