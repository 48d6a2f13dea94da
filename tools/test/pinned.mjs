import { fileURLToPath } from "node:url";
import { installPackages } from "../bootstrap/install.mjs";
import { checkBootstrapNode, continueUnder, findNode } from "../bootstrap/pinned-node.mjs";
import { runCommand } from "../bootstrap/start-error.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * The part of a test run that works before anything is installed.
 * @param {readonly string[]} args for the run itself
 */
export function runInPinnedNode(args) {
  return runCommand(async () => {
    checkBootstrapNode();
    await installPackages(root);
    return continueUnder({ node: findNode(root), script: "tools/test/main.ts", args, root });
  });
}
