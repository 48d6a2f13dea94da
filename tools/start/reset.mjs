import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline/promises";
import { StartError } from "../bootstrap/start-error.mjs";

/** What a start puts into the data folder, and nothing else that may lie there. */
const SHOP_ENTRIES = [
  "embedded",
  "mongod",
  "logs",
  "auth-secret",
  "store-password",
  "mongod-key",
  "redis.conf",
  "runtime.json",
];

/**
 * Deletes the shop's data after a yes.
 * @param {string} folder the locked data folder
 */
export async function resetDataFolder(folder) {
  const there = SHOP_ENTRIES.map((name) => path.join(folder, name)).filter((each) => existsSync(each));
  if (there.length === 0) return;
  const said = await ask(
    `This deletes every order, all stock and all people in ${folder}. Type yes to go on: `,
  );
  if (said.trim().toLowerCase() !== "yes") throw new StartError("Nothing was deleted.");
  for (const each of there) rmSync(each, { recursive: true, force: true });
  console.log("The data is gone; starting anew.");
}

/**
 * An input that ends without an answer is a no.
 * @param {string} question
 */
async function ask(question) {
  const input = createInterface({ input: process.stdin, output: process.stdout });
  const ended = new Promise((resolve) => input.once("close", () => resolve("")));
  const answer = await Promise.race([input.question(question), ended]);
  input.close();
  return answer;
}
