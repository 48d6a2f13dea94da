import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { StartError } from "./start-error.mjs";

const NEEDED_MAJOR = 24;
const OLDEST_FOR_BOOTSTRAP = { major: 20, minor: 19 };

/** Refuses a Node that is too old even for the first files. */
export function checkBootstrapNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_FOR_BOOTSTRAP.major) return;
  if (major === OLDEST_FOR_BOOTSTRAP.major && minor >= OLDEST_FOR_BOOTSTRAP.minor) return;
  throw new StartError(`Scarlet needs Node 20.19 or newer to start; this is ${process.version}.`);
}

/**
 * Finds the Node that runs everything from here on: the one pinned in the lockfile, else a new enough one.
 * @param {string} root of the repository
 */
export function findNode(root) {
  const pinned = path.join(root, "node_modules", `node-${process.platform}-${process.arch}`, "bin", "node");
  const found = [pinned, process.execPath, "node"].find(isNewEnough);
  if (found) return found;
  throw new StartError(
    `Scarlet runs on Node ${NEEDED_MAJOR} or newer, and npm brings one only for Linux on x64 and arm64: install Node ${NEEDED_MAJOR} and start again.`,
  );
}

/** @param {string} command */
function isNewEnough(command) {
  if (path.isAbsolute(command) && !existsSync(command)) return false;
  const { status, stdout } = spawnSync(command, ["--version"], { encoding: "utf8" });
  return status === 0 && Number.parseInt(stdout.slice(1), 10) >= NEEDED_MAJOR;
}

/**
 * Goes on under another Node and gives its exit code. Signals are passed on; the other side sees the channel close when we die.
 * `asks`: it reads what is typed or piped in; others get nothing to read.
 * @param {{ node: string, script: string, args: readonly string[], root: string, lockFd?: number, env?: NodeJS.ProcessEnv, asks?: boolean }} next
 * @returns {Promise<number>}
 */
export function continueUnder({ node, script, args, root, lockFd, env, asks = false }) {
  // Its own session: a Ctrl-C reaches this process alone and is passed on exactly once.
  const child = spawn(node, [script, ...args], {
    cwd: root,
    env: withNodeFirst(node, env),
    detached: true,
    stdio: [asks ? "inherit" : "ignore", "inherit", "inherit", "ipc", lockFd ?? "ignore"],
  });
  /** @type {readonly NodeJS.Signals[]} */
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  stopWhenNpmIsGone(child);
  return new Promise((resolve, reject) => {
    child.on("error", (error) => reject(new StartError(`${node} could not be run: ${error.message}.`)));
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

/**
 * `npx`, `turbo` and friends then find the same Node.
 * @param {string} node
 */
function withNodeFirst(node, env = process.env) {
  const folder = path.isAbsolute(node) ? `${path.dirname(node)}${path.delimiter}` : "";
  return { ...env, PATH: `${folder}${env.PATH ?? ""}` };
}

/**
 * npm passes signals on, but cannot when it is killed outright: then its shell, our parent, changes.
 * @param {import("node:child_process").ChildProcess} child
 */
function stopWhenNpmIsGone(child) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    // Once: a second signal asks to end by force.
    clearInterval(timer);
    child.kill("SIGTERM");
  }, 1000).unref();
}
