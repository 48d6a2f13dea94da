import { spawnSync } from "node:child_process";
import {
  type Child,
  freePort,
  ROOT,
  startChild,
  until,
} from "../../apps/api/test/processes/child-process.ts";
import { PROXY_SECRET } from "../../apps/api/test/processes/page-fingerprints.ts";
import { buildWebApps } from "../../tools/start/build.ts";

export type StorefrontOptions = {
  readonly apiUrl: string;
  readonly port: number;
  /** How much memory its page cache may take; the default unless told. */
  readonly cacheMb?: string;
};

/** Builds the web apps where they are not built yet. Raises when that fails. */
export function buildForBench(): Promise<unknown> {
  return buildWebApps(ROOT, async ({ name, command, args, cwd, env }) => {
    const { status } = spawnSync(command, args, { cwd, env: { ...process.env, ...env }, stdio: "inherit" });
    if (status !== 0) throw new Error(`the ${name} failed`);
  });
}

/** Starts the storefront as `npm start` does, in front of an API that was started with `PROXY_SECRET`. */
export function startStorefront({ apiUrl, port, cacheMb }: StorefrontOptions): Child {
  return startChild(process.execPath, ["apps/storefront/src/main.ts"], {
    NODE_ENV: "production",
    SCARLET_EMBEDDED: "1",
    API_URL: apiUrl,
    STOREFRONT_URL: `http://127.0.0.1:${port}`,
    STOREFRONT_PORT: String(port),
    PROXY_SECRET,
    ...(cacheMb !== undefined && { PAGE_CACHE_MB: cacheMb }),
  });
}

/** The same on a free port, once it answers. */
export async function openStorefront(
  options: Omit<StorefrontOptions, "port">,
): Promise<{ readonly child: Child; readonly port: number }> {
  const port = await freePort();
  const child = startStorefront({ ...options, port });
  await until(async () => (await fetch(`http://127.0.0.1:${port}`)).status === 200, child);
  return { child, port };
}
