import { StartError } from "../bootstrap/start-error.mjs";
import { installPackage } from "../start/stores/apt.ts";
import { canInstallPackages, findOnPath, findTool } from "../start/stores/find-program.ts";
import { findBrowser, findWholeBrowser } from "./browser.ts";
import type { Workshop } from "./step.ts";

/** Debian's packages that `npm test` needs: what brings a redis-server, spin, a C compiler and a browser. */
export const TEST_PACKAGES = {
  redis: ["redis-server"],
  model: ["spin", "gcc", "libc6-dev"],
  browser: ["chromium-headless-shell", "chromium"],
} as const;

/** A real Redis for the integration tests. Raises a `StartError` when there is none and none can be had. */
export async function ensureRedis(workshop: Workshop): Promise<void> {
  const find = () => findTool("REDIS_SERVER_BINARY", process.env.REDIS_SERVER_BINARY, "redis-server");
  if (find() !== undefined) return;
  if (canInstallPackages()) await installAll(TEST_PACKAGES.redis, workshop);
  if (find() === undefined)
    throw new StartError(
      "The integration tests need a redis-server on PATH: install redis-server (as root on Debian this run does it itself).",
    );
}

/** Spin and a C compiler, for the cache's model. Raises a `StartError` when they are not there and cannot be had. */
export async function ensureSpin(workshop: Workshop): Promise<void> {
  const isMissing = (): boolean => findOnPath("spin") === undefined || findOnPath("gcc") === undefined;
  if (!isMissing()) return;
  if (canInstallPackages()) await installAll(TEST_PACKAGES.model, workshop);
  if (isMissing())
    throw new StartError(
      "The test of the cache's model needs spin and gcc on PATH: install them (as root on Debian this run does it itself).",
    );
}

/**
 * A Chromium for the end to end tests, and a whole one for what its shell without windows cannot do. Raises a `StartError`
 * when there is none and none can be had.
 */
export async function ensureBrowser(workshop: Workshop): Promise<void> {
  const isMissing = (): boolean => findBrowser() === undefined || findWholeBrowser() === undefined;
  if (!isMissing()) return;
  if (canInstallPackages()) await installAll(TEST_PACKAGES.browser, workshop);
  if (isMissing())
    throw new StartError(
      "The end to end tests need a Chromium: install Debian's chromium, or run `npx playwright install chromium`.",
    );
}

async function installAll(names: readonly string[], workshop: Workshop): Promise<void> {
  for (const name of names) await install(name, workshop);
}

let lastInstall: Promise<unknown> = Promise.resolve();

/** One package at a time, whichever lane asks: apt refuses a second run beside the first. */
function install(name: string, workshop: Workshop): Promise<void> {
  const installed = lastInstall.then(() => installNow(name, workshop));
  lastInstall = installed.catch(() => undefined);
  return installed;
}

function installNow(name: string, workshop: Workshop): Promise<void> {
  return installPackage(name, async ({ command, args, env }) => {
    const environment = { DEBIAN_FRONTEND: env.DEBIAN_FRONTEND ?? "noninteractive" };
    const { ok } = await workshop.run({ name: `apt-get ${args.join(" ")}`, command, args, env: environment });
    if (!ok) throw new StartError(`Debian's ${name} could not be installed; what apt said stands above.`);
  });
}
