import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Settings } from "./settings.ts";

/** What sessions are signed with: as set, else made once and kept in the data folder, readable by its owner alone. */
export function authSecret(settings: Settings): string {
  if (settings.AUTH_SECRET !== undefined) return settings.AUTH_SECRET;
  const file = path.resolve(settings.DATA_DIR, "auth-secret");
  if (!existsSync(file))
    writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600, flush: true });
  return readFileSync(file, "utf8");
}
