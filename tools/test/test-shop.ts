import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { withProgress } from "../bootstrap/progress.mjs";
import { StartError } from "../bootstrap/start-error.mjs";
import { startOf } from "../start/processes/process-identity.ts";
import { type Runtime, readRuntime } from "../start/runtime-file.ts";
import type { Workshop } from "./step.ts";

const OPEN_WITHIN_MS = 10 * 60_000;

/** Apart, and below what the system gives to anybody: two shops may look for ports in the same moment. */
const [PORTS, DEVELOPMENT_PORTS] = [30_000, 31_500];

export type ShopOptions = {
  /** How many API processes. */
  readonly instances?: number;
  /** The embedded database's folder of a shop that was prepared, to be copied; without it the start prepares one. */
  readonly prepared?: string;
  /** As `npm run dev` does. */
  readonly development?: boolean;
};

export type TestShop = {
  readonly runtime: Runtime;
  /** Where operators ask the first API process. */
  readonly operatorUrl: string;
  /** Where its processes write their logs. */
  readonly logFolder: string;
  /** Stops it as Ctrl-C does; gives the names of processes that are still there afterwards. */
  readonly stop: () => Promise<readonly string[]>;
};

/** A whole shop by `npm start`'s own way, on free ports, with a new data folder. */
export async function openTestShop(
  workshop: Workshop,
  { instances = 2, prepared, development = false }: ShopOptions = {},
): Promise<TestShop> {
  const folder = mkdtempSync(path.join(tmpdir(), "scarlet-shop-"));
  if (prepared !== undefined) cpSync(prepared, path.join(folder, "embedded"), { recursive: true });
  const first = await freePorts(2 * instances + 2, development ? DEVELOPMENT_PORTS : PORTS);
  const { run, log } = workshop.start({
    name: "The shop under test",
    args: ["tools/start/start.mjs", ...(development ? ["--dev"] : [])],
    env: settings(folder, first, instances),
  });
  const runtime = await withProgress("Starting a shop to test", async () => {
    for (
      const deadline = Date.now() + OPEN_WITHIN_MS;
      run.isRunning() && Date.now() < deadline;
      await delay(200)
    ) {
      const seen = readRuntime(folder);
      if (seen?.ready) return seen;
    }
    await run.stop(20_000);
    throw new StartError(`The shop did not open; what it said is in ${log}.`);
  });
  const stop = async () => {
    const known = readRuntime(folder)?.children ?? runtime.children;
    await run.stop(60_000);
    const left = known.filter(({ pid, startedAt }) => startOf(pid) === startedAt).map(({ name }) => name);
    rmSync(folder, { recursive: true, force: true });
    return left;
  };
  const operatorUrl = `http://127.0.0.1:${first + 2 + instances}`;
  return { runtime, operatorUrl, logFolder: path.join(folder, "logs"), stop };
}

/** Set to nothing where the default is meant: a developer's own environment and .env stay out of the test. */
function settings(folder: string, first: number, instances: number): Record<string, string> {
  const unset = [
    "DATABASE_URL",
    "REDIS_URL",
    "STOREFRONT_URL",
    "ADMIN_URL",
    "API_URL",
    "AUTH_SECRET",
    "PAYMENT_GATEWAY",
    "TAKE_PLAY_MONEY",
    "HOLD_SECONDS",
    "DEMO_PEOPLE",
    "PROXY_SECRET",
    "TRUSTED_PROXIES",
  ];
  return {
    ...Object.fromEntries(unset.map((name) => [name, ""])),
    NODE_ENV: "",
    HOST: "127.0.0.1",
    LOG_LEVEL: "warn",
    // The tests are a crowd behind one address.
    HOLD_LIMIT_FACTOR: "1000",
    DATA_DIR: folder,
    API_INSTANCES: String(instances),
    // Hundreds of buyers and browsers come from one machine.
    RATE_LIMIT_FACTOR: "1000",
    STOREFRONT_PORT: String(first),
    ADMIN_PORT: String(first + 1),
    API_PORT: String(first + 2),
    OPERATOR_PORT: String(first + 2 + instances),
    OPERATOR_HOST: "",
    // npm's name for the script would make the start watch a parent that is not npm.
    npm_lifecycle_event: "",
  };
}

/** So many free ports in a row, from somewhere among a thousand on; gives the first. */
async function freePorts(count: number, from: number): Promise<number> {
  for (let first = from + Math.floor(Math.random() * 1000); ; first += count) {
    const ports = Array.from({ length: count }, (_, index) => first + index);
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return first;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
