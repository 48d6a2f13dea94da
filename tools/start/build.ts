import { closeSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { waitForLock } from "../bootstrap/file-lock.mjs";
import { withProgress } from "../bootstrap/progress.mjs";
import { fingerprintOf } from "./build-inputs.ts";
import type { Command } from "./processes/child-watchdog.ts";

export const WEB_APPS = ["storefront", "admin"] as const;
export type WebApp = (typeof WEB_APPS)[number];

/** Builds the web apps whose sources changed since their last build. `run` raises when a build fails. */
export async function buildWebApps(root: string, run: (what: Command) => Promise<void>): Promise<void> {
  mkdirSync(path.join(root, ".turbo"), { recursive: true });
  const lock = await waitForLock(path.join(root, ".turbo", "build.lock"), () =>
    console.log("Another start is building; waiting for it ..."),
  );
  try {
    const stale = WEB_APPS.map((app) => ({ app, wanted: fingerprintOf(root, app) })).filter(
      ({ app, wanted }) => builtFrom(root, app) !== wanted,
    );
    if (stale.length === 0) return;
    const waiting = new Set<string>(stale.map(({ app }) => app));
    const buildOne = async ({ app, wanted }: { app: WebApp; wanted: string }) => {
      await build(root, app, run);
      writeFileSync(stampOf(root, app), wanted);
      waiting.delete(app);
    };
    await withProgress(
      `Building ${[...waiting].join(" and ")}`,
      () => Promise.all(stale.map(buildOne)),
      () => `${stale.length - waiting.size} of ${stale.length} done`,
    );
  } finally {
    closeSync(lock);
  }
}

/** What the build that lies there was made from; undefined when there is none, or none that was finished. */
function builtFrom(root: string, app: WebApp): string | undefined {
  const stamp = stampOf(root, app);
  return existsSync(stamp) ? readFileSync(stamp, "utf8") : undefined;
}

/** Beside the build itself, so that whoever deletes the one deletes the other. */
function stampOf(root: string, app: WebApp): string {
  return path.join(root, "apps", app, ".next", "built-from");
}

async function build(root: string, app: WebApp, run: (what: Command) => Promise<void>): Promise<void> {
  rmSync(stampOf(root, app), { force: true });
  const [command, cwd] = [process.execPath, path.join(root, "apps", app)];
  const args = [nextCommand(root, app), "build"];
  await run({ name: `build of ${app}`, command, args, cwd, env: nextEnvironment() });
  // As the `build` of its package.json does, which makes images.
  const compress = path.join(root, "packages/web/src/static-files/compress-static.mjs");
  await run({ name: `compression of ${app}`, command, args: [compress], cwd, env: process.env });
}

/** Next's command line as the app itself resolves it. */
export function nextCommand(root: string, app: WebApp): string {
  return createRequire(path.join(root, "apps", app, "package.json")).resolve("next/dist/bin/next");
}

/**
 * Next knows by its command whether it builds, serves or develops; a NODE_ENV of ours would only contradict it. What a
 * build compiles of itself is of no use to the next one.
 */
export function nextEnvironment(): NodeJS.ProcessEnv {
  const { NODE_ENV: _ours, NODE_COMPILE_CACHE: _compiled, ...rest } = process.env;
  return { ...rest, NEXT_TELEMETRY_DISABLED: "1" };
}
