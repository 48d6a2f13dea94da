import { env } from "./env.ts";
import { exitWithError } from "./exit.ts";
import { giveBackMemory } from "./give-back-memory.ts";
import { createLogger } from "./logger.ts";
import { serve } from "./serve.ts";
import { onShutdown } from "./shutdown.ts";

async function main(): Promise<void> {
  const settings = env();
  const log = createLogger(settings);
  const served = await serve(settings, log);
  giveBackMemory();
  onShutdown(settings.SCARLET_SUPERVISED, (why) => {
    log.info({ why }, "ending");
    served.end().then(() => process.exit(0), exitWithError);
  });
}

main().catch(exitWithError);
