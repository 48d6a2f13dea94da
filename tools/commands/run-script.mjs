import path from "node:path";
import { fileURLToPath } from "node:url";
import { loadEnvFile } from "../bootstrap/env-file.mjs";
import { installPackages } from "../bootstrap/install.mjs";
import { checkBootstrapNode, continueUnder, findNode } from "../bootstrap/pinned-node.mjs";
import { runCommand } from "../bootstrap/start-error.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Runs a script under the pinned Node, whatever Node npm found. File names are relative to the folder npm was called in.
 * @param {string} script
 * @param {{ takesFiles?: boolean, asks?: boolean }} [options] `takesFiles`: plain arguments are file names (default true).
 *   `asks`: it reads what is typed or piped in
 */
export async function runScript(script, { takesFiles = true, asks = false } = {}) {
  await runCommand(async () => {
    checkBootstrapNode();
    loadEnvFile(root);
    // In an image nothing is installed: what it lacks was left out on purpose, and its user has no right to.
    if (process.env.SCARLET_IMAGE !== "1") await installPackages(root);
    const { INIT_CWD: from = process.cwd() } = process.env;
    const args = process.argv
      .slice(2)
      .map((arg) => (arg.startsWith("-") || !takesFiles ? arg : path.resolve(from, arg)));
    return continueUnder({ node: findNode(root), script, args, root, asks });
  });
}
