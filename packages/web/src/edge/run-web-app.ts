import { isLoopback } from "@scarlet/domain/accounts";
import next from "next";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state.js";
import { createPageCache, type PageCacheOptions } from "../page-cache/page-cache.ts";
import { SettingError } from "../settings/settings.ts";
import { withStaticFiles } from "../static-files/static-files.ts";
import { withPageHeaders } from "./page-headers.ts";
import { createRequestGuard } from "./request-guard.ts";
import { serveWeb } from "./serve-web.ts";

export type WebApp = {
  /** The folder with `next.config.mjs` and what `next build` made. */
  readonly dir: string;
  readonly host: string;
  readonly port: number;
  /** The setting that moves the port. */
  readonly portName: string;
  /** Where people reach the app. */
  readonly publicUrl: string;
  /** Search engines may index it. */
  readonly indexed: boolean;
  readonly isProduction: boolean;
  /** Next compiles and reloads pages instead of serving a build. */
  readonly isDevelopment: boolean;
  /** Keeps pages that are the same for everybody. Unset: each is made for the one who asks. */
  readonly pageCache?: Omit<PageCacheOptions, "handle" | "host"> | undefined;
};

/**
 * The main function of a web app: serves what `next build` made (in development each page as it is), behind the request
 * guard (docs/adr/0023). Where it cannot start, it says why in one line and ends the process with 1. `readApp` may raise
 * `SettingError`.
 */
export async function runWebApp(readApp: () => WebApp): Promise<void> {
  try {
    await start(readApp());
  } catch (error) {
    process.stderr.write(`${error instanceof SettingError ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

async function start({ dir, host, port, portName, publicUrl, indexed, ...mode }: WebApp): Promise<void> {
  const { isProduction, isDevelopment, pageCache } = mode;
  const web = next({ dev: isDevelopment, dir, hostname: host, port });
  await web.prepare();
  const site = { https: publicUrl.startsWith("https:"), indexed };
  const handle = withPageHeaders(web.getRequestHandler(), isDevelopment);
  const pages =
    pageCache === undefined
      ? handle
      : createPageCache({ ...pageCache, handle, host: new URL(publicUrl).host });
  const listener = createRequestGuard({
    ...site,
    handle: isDevelopment ? pages : withStaticFiles(dir, pages),
    isRouterState,
    isDevelopment,
    loopbackOnly: isProduction && isLoopback(publicUrl),
  });
  await serveWeb({
    listener,
    // Next's development server tells open pages of changes by WebSocket; a build has none.
    ...(isDevelopment && { upgrade: web.getUpgradeHandler() }),
    site,
    port,
    host,
    portName,
    close: () => web.close(),
  });
}

/** By Next's own parser: what that refuses ends as an error of the page. */
function isRouterState(header: string): boolean {
  try {
    parseAndValidateFlightRouterState(header);
    return true;
  } catch {
    return false;
  }
}
