import path from "node:path";
import { runWebApp } from "@scarlet/web/edge/run-web-app";
import { env } from "./env.ts";

await runWebApp(() => ({
  dir: path.join(import.meta.dirname, ".."),
  host: env().HOST,
  port: env().STOREFRONT_PORT,
  portName: "STOREFRONT_PORT",
  publicUrl: env().STOREFRONT_URL,
  indexed: true,
  isProduction: env().isProduction,
  isDevelopment: env().SCARLET_DEVELOPMENT === "1",
}));
