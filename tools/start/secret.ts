import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Settings } from "./settings.ts";

/** What sessions are signed with: as set, else made once and kept in the data folder, readable by its owner alone. */
export function authSecret(settings: Pick<Settings, "AUTH_SECRET" | "DATA_DIR">): string {
  return settings.AUTH_SECRET ?? keptSecret(settings.DATA_DIR, "auth-secret");
}

/**
 * What a store of the start's own asks its clients for, made once and kept in the data folder, readable by its owner
 * alone: a port on loopback is open to every user of the machine. It needs no escaping in a URL.
 */
export function storePassword(dataFolder: string): string {
  return keptSecret(dataFolder, "store-password");
}

/** Where `storePassword` is kept, for a server that reads it itself. */
export function storePasswordFile(dataFolder: string): string {
  storePassword(dataFolder);
  return path.resolve(dataFolder, "store-password");
}

/** What the storefront and the admin prove themselves with to the API; made and kept in the same way. */
export function proxySecret(settings: Pick<Settings, "PROXY_SECRET" | "DATA_DIR">): string {
  return settings.PROXY_SECRET ?? keptSecret(settings.DATA_DIR, "proxy-secret");
}

function keptSecret(dataFolder: string, name: string): string {
  const file = path.resolve(dataFolder, name);
  if (!existsSync(file))
    writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600, flush: true });
  return readFileSync(file, "utf8");
}
