import path from "node:path";
import { isLoopback } from "@scarlet/domain/accounts";
import { createDoor } from "@scarlet/ui/edge/door";
import { serveWeb } from "@scarlet/ui/edge/serve-web";
import next from "next";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state.js";
import { env, SettingError } from "./env.ts";

/**
 * Serves what `next build` made, or in development each page as it stands, behind a door of our own: see
 * `docs/adr/0023-a-door-before-next.md`.
 */
async function main(): Promise<void> {
  const { STOREFRONT_PORT: port, HOST: host, STOREFRONT_URL: url, isProduction, SCARLET_DEVELOPMENT } = env();
  const development = SCARLET_DEVELOPMENT === "1";
  const web = next({ dev: development, dir: path.join(import.meta.dirname, ".."), hostname: host, port });
  await web.prepare();
  const site = { https: url.startsWith("https:"), indexed: true };
  const listener = createDoor({
    ...site,
    handle: web.getRequestHandler(),
    isRouterState,
    development,
    loopbackOnly: isProduction && isLoopback(url),
  });
  await serveWeb({
    listener,
    // Next's development server tells open pages of changes by WebSocket; a build has none.
    ...(development && { upgrade: web.getUpgradeHandler() }),
    site,
    port,
    host,
    portName: "STOREFRONT_PORT",
    close: () => web.close(),
  });
}

/** By Next's own reading: what it refuses there ends as an error of the page. */
function isRouterState(header: string): boolean {
  try {
    parseAndValidateFlightRouterState(header);
    return true;
  } catch {
    return false;
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof SettingError ? error.message : String(error)}\n`);
  process.exit(1);
});
