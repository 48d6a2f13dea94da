import path from "node:path";
import { nextEnvironment, type WebApp } from "./build.ts";
import type { ChildSpec } from "./processes/child.ts";
import type { Command } from "./processes/child-watchdog.ts";
import { proxySecret } from "./secret.ts";
import { isProduction, type Settings, urlOf } from "./settings.ts";
import type { Cache } from "./stores/cache.ts";
import type { Database } from "./stores/database.ts";

export type Stores = { readonly database: Database; readonly cache: Cache; readonly secret: string };

/** Without the screen being cleared at each change: what the other apps said is on it as well. */
export const WATCHED = ["--watch", "--watch-preserve-output"];

/** Migrates, seeds when empty, and ends. */
export function prepareCommand(settings: Settings, stores: Stores): Command {
  return {
    name: "preparing the database",
    command: process.execPath,
    args: ["apps/api/src/prepare.ts"],
    env: apiEnvironment(settings, stores, settings.API_PORT),
  };
}

/** How long a process may take that was started with a fault in its source: until somebody has mended it. */
const WHILE_BEING_MENDED_MS = 24 * 3_600_000;

/** One API process. In development Node starts it again when a file changes that it has loaded. */
export function apiSpec(settings: Settings, stores: Stores, index: number, development: boolean): ChildSpec {
  const port = settings.API_PORT + index;
  return {
    name: settings.API_INSTANCES === 1 ? "api" : `api ${index + 1}`,
    command: process.execPath,
    args: [...(development ? WATCHED : []), "apps/api/src/main.ts"],
    env: { ...apiEnvironment(settings, stores, port), OPERATOR_PORT: String(settings.OPERATOR_PORT + index) },
    isReady: async () =>
      (await get(`${urlOf(settings.OPERATOR_HOST, settings.OPERATOR_PORT + index)}/readyz`)).ok,
    readyWithinMs: development ? WHILE_BEING_MENDED_MS : 60_000,
    stopWithinMs: 15_000,
  };
}

/** One web app, serving what was built, or in development its sources. */
export function webSpec(settings: Settings, app: WebApp, development: boolean): ChildSpec {
  const port = app === "storefront" ? settings.STOREFRONT_PORT : settings.ADMIN_PORT;
  return {
    name: app,
    command: process.execPath,
    args: [`apps/${app}/src/main.ts`],
    env: {
      ...nextEnvironment(),
      // Beside the build, with which it goes: a folder of many builds would only ever grow.
      NODE_COMPILE_CACHE: path.resolve("apps", app, ".next/compiled"),
      ...urlsOf(settings),
      // What was built for production is served as such; whether customers buy here is another question.
      NODE_ENV: development ? "development" : "production",
      SCARLET_DEVELOPMENT: development ? "1" : "0",
      SCARLET_EMBEDDED: isProduction(settings) ? "0" : "1",
      STOREFRONT_PORT: String(settings.STOREFRONT_PORT),
      ADMIN_PORT: String(settings.ADMIN_PORT),
      HOST: settings.HOST,
      HOLD_SECONDS: String(settings.HOLD_SECONDS),
      PROXY_SECRET: proxySecret(settings),
      PAGE_CACHE_MB: String(settings.PAGE_CACHE_MB),
    },
    // Any answer will do: a page that shows a fault is the app's own matter, not a reason to start it again.
    // Development asks for what Next leaves to its door: a page would first have to be compiled.
    isReady: async () => (await get(urlOf(settings.HOST, port), development ? "OPTIONS" : "GET")).status > 0,
    readyWithinMs: development ? WHILE_BEING_MENDED_MS : 60_000,
    stopWithinMs: 10_000,
  };
}

function apiEnvironment(settings: Settings, stores: Stores, port: number): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...urlsOf(settings),
    DATABASE_URL: stores.database.url,
    REDIS_URL: stores.cache.url ?? "",
    API_PORT: String(port),
    HOST: settings.HOST,
    OPERATOR_HOST: settings.OPERATOR_HOST,
    AUTH_SECRET: stores.secret,
    HOLD_SECONDS: String(settings.HOLD_SECONDS),
    HOLD_LIMIT_FACTOR: String(settings.HOLD_LIMIT_FACTOR),
    PROXY_SECRET: proxySecret(settings),
    RATE_LIMIT_FACTOR: String(settings.RATE_LIMIT_FACTOR),
    LOG_LEVEL: settings.LOG_LEVEL,
    DEMO_PEOPLE: settings.DEMO_PEOPLE ?? "",
    // Only a database of the start's own has demo people without being asked for them.
    SCARLET_EMBEDDED: stores.database.kind === "yours" ? "0" : "1",
  };
}

function urlsOf({ STOREFRONT_URL, ADMIN_URL, API_URL }: Settings): Record<string, string> {
  return { STOREFRONT_URL, ADMIN_URL, API_URL };
}

async function get(url: string, method = "GET"): Promise<Response> {
  const response = await fetch(url, { method, redirect: "manual", signal: AbortSignal.timeout(5000) });
  await response.body?.cancel();
  return response;
}
