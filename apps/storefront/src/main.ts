import path from "node:path";
import { PROOF_HEADER } from "@scarlet/web/api/proof-header";
import { runWebApp, type WebApp } from "@scarlet/web/edge/run-web-app";
import { env } from "./env.ts";
import { isSharedPath } from "./shared-paths.ts";

const MEGABYTE = 1024 * 1024;

await runWebApp(() => ({
  dir: path.join(import.meta.dirname, ".."),
  host: env().HOST,
  port: env().STOREFRONT_PORT,
  portName: "STOREFRONT_PORT",
  publicUrl: env().STOREFRONT_URL,
  indexed: true,
  isProduction: env().isProduction,
  isDevelopment: env().SCARLET_DEVELOPMENT === "1",
  pageCache: pageCache(),
}));

/** Without the secret the API does not tell whether pages still stand, and in development they change by themselves. */
function pageCache(): WebApp["pageCache"] {
  const { API_URL, PROXY_SECRET, PAGE_CACHE_MB, SCARLET_DEVELOPMENT } = env();
  if (PROXY_SECRET === undefined || PAGE_CACHE_MB === 0 || SCARLET_DEVELOPMENT === "1") return undefined;
  return {
    isShared: isSharedPath,
    source: { url: new URL("/api/page-reads", API_URL), headers: () => ({ [PROOF_HEADER]: PROXY_SECRET }) },
    maxBytes: PAGE_CACHE_MB * MEGABYTE,
  };
}
