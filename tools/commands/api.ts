import { spawn } from "node:child_process";
import path from "node:path";
import { runCommand, StartError } from "../bootstrap/start-error.mjs";
import { type Runtime, readRuntime } from "../start/runtime-file.ts";
import { authSecret, proxySecret } from "../start/secret.ts";
import { readSettings, type Settings } from "../start/settings.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** One more API process on the stores of the running shop, or on those that DATABASE_URL and REDIS_URL name. */
await runCommand(async () => {
  const settings = readSettings(process.env);
  const runtime = readRuntime(settings.DATA_DIR);
  return runApi({ ...process.env, ...environment(settings, runtime) });
});

function environment(settings: Settings, runtime: Runtime | undefined): Record<string, string> {
  const databaseUrl = settings.DATABASE_URL ?? runtime?.databaseUrl;
  if (databaseUrl === undefined)
    throw new StartError("No shop is running here and DATABASE_URL is not set: run `npm start` first.");
  return {
    DATABASE_URL: databaseUrl,
    REDIS_URL: settings.REDIS_URL ?? runtime?.redisUrl ?? "",
    API_PORT: String(settings.API_PORT),
    HOST: settings.HOST,
    OPERATOR_PORT: String(settings.OPERATOR_PORT),
    OPERATOR_HOST: settings.OPERATOR_HOST,
    AUTH_SECRET: authSecret(settings),
    PROXY_SECRET: proxySecret(settings),
    RATE_LIMIT_FACTOR: String(settings.RATE_LIMIT_FACTOR),
    HOLD_SECONDS: String(settings.HOLD_SECONDS),
    HOLD_LIMIT_FACTOR: String(settings.HOLD_LIMIT_FACTOR),
    LOG_LEVEL: settings.LOG_LEVEL,
    DEMO_PEOPLE: settings.DEMO_PEOPLE ?? "",
    STOREFRONT_URL: runtime?.storefrontUrl ?? settings.STOREFRONT_URL,
    ADMIN_URL: runtime?.adminUrl ?? settings.ADMIN_URL,
    API_URL: runtime?.apiUrls[0] ?? settings.API_URL,
    SCARLET_EMBEDDED: settings.DATABASE_URL === undefined ? "1" : "0",
  };
}

/** Runs until it ends by itself or gets a signal; returns its exit code. */
function runApi(env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(process.execPath, ["apps/api/src/main.ts"], { cwd: root, env, stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}
