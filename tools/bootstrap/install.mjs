import { spawn } from "node:child_process";
import { closeSync, existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync } from "node:fs";
import path from "node:path";
import { waitForLock } from "./file-lock.mjs";
import { withProgress } from "./progress.mjs";
import { StartError } from "./start-error.mjs";

/**
 * Installs what package-lock.json names when it is not there yet. One start at a time: a second one waits for the first.
 * @param {string} root of the repository
 */
export async function installPackages(root) {
  if (isInstalled(root)) return;
  refuseLink(path.join(root, "node_modules"));
  mkdirSync(path.join(root, ".turbo"), { recursive: true });
  const lock = await waitForLock(path.join(root, ".turbo", "install.lock"), () =>
    console.log("Another start is installing packages; waiting for it ..."),
  );
  try {
    if (!isInstalled(root))
      await withProgress("Installing packages (about a minute)", () => npmCi(root, lock));
  } finally {
    closeSync(lock);
  }
}

/**
 * `npm ci` begins by emptying node_modules, also behind a link: whatever shares that folder would lose it.
 * @param {string} folder
 */
function refuseLink(folder) {
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  throw new StartError(
    `node_modules is a link to ${readlinkSync(folder)}, and its packages are not the ones of package-lock.json: installing would empty that folder, so remove the link first.`,
  );
}

/**
 * Compares what npm wrote about its last complete install with the lockfile. npm writes that file last, so an install that was
 * cut off does not count.
 * @param {string} root
 */
export function isInstalled(root) {
  const record = path.join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const wanted = readLock(path.join(root, "package-lock.json"));
  const installed = readLock(record);
  return Object.entries(wanted).every(([place, entry]) => {
    if (!place.includes("node_modules/") || (entry.optional && !(place in installed))) return true;
    return entry.link === true ? place in installed : installed[place]?.version === entry.version;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, link?: boolean }>}
 */
function readLock(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}

/**
 * @param {string} root
 * @param {number} lock
 * @returns {Promise<void>}
 */
function npmCi(root, lock) {
  const npm = process.env.npm_execpath;
  const [command, args] = npm?.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []];
  // npm inherits the lock: should this process be killed, no other install begins before npm has ended.
  // A production NODE_ENV would leave out what builds the apps, so they are asked for.
  const child = spawn(command, [...args, "ci", "--include=dev", "--no-audit", "--no-fund"], {
    cwd: root,
    detached: true,
    stdio: ["ignore", "pipe", "pipe", lock],
  });
  const giveBackSignals = endTogether(child);
  /** @type {Buffer[]} */
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => output.push(chunk));
  return new Promise((resolve, reject) => {
    child.on("error", (error) => reject(new StartError(`npm could not be run: ${error.message}.`)));
    child.on("close", (code) => {
      giveBackSignals();
      if (code === 0) return resolve();
      console.error(Buffer.concat(output).toString());
      reject(new StartError(`npm ci failed with exit code ${code}; what it said stands above.`));
    });
  });
}

/**
 * A signal to us ends npm and everything it started, then us.
 * @param {import("node:child_process").ChildProcess} child
 */
function endTogether(child) {
  const end = () => {
    if (child.pid) process.kill(-child.pid, "SIGTERM");
    process.exit(130);
  };
  /** @type {readonly NodeJS.Signals[]} */
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, end);
  return () => {
    for (const signal of signals) process.off(signal, end);
  };
}
