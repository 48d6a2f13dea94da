import path from "node:path";
import { runWebApp } from "@scarlet/web/edge/run-web-app";
import { env } from "./env.ts";

await runWebApp(() => ({
  dir: path.join(import.meta.dirname, ".."),
  host: env().HOST,
  port: env().ADMIN_PORT,
  portName: "ADMIN_PORT",
  publicUrl: env().ADMIN_URL,
  indexed: false,
  isProduction: env().isProduction,
  isDevelopment: env().SCARLET_DEVELOPMENT === "1",
}));
