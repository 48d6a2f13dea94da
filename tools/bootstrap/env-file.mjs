import { existsSync } from "node:fs";
import path from "node:path";

/**
 * Reads `.env` where there is one; what the environment says already wins, an empty value included.
 * @param {string} root of the repository
 */
export function loadEnvFile(root) {
  const file = path.join(root, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
}
