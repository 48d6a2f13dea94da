import { type Logger, pino } from "pino";
import type { ApiEnv } from "./env.ts";

/** The process's log: one JSON object a line, on standard output. */
export function createLogger(settings: Pick<ApiEnv, "LOG_LEVEL">): Logger {
  return pino({ level: settings.LOG_LEVEL, base: { app: "api", pid: process.pid } });
}
