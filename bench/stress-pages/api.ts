import { env } from "../../apps/api/src/env.ts";
import { exitWithError } from "../../apps/api/src/exit.ts";
import { createLogger } from "../../apps/api/src/logger.ts";
import { serve } from "../../apps/api/src/serve.ts";
import { STRESS_TIMES } from "../stress-cache/shortened-times.ts";

// The API as it is, with the shortened times of a stress run.
const settings = env();
serve(settings, createLogger(settings), { cacheTimes: STRESS_TIMES }).catch(exitWithError);
