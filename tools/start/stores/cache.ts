import { rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { StartError } from "../../bootstrap/start-error.mjs";
import { freePort } from "../ports.ts";
import type { ChildSpec } from "../processes/child.ts";
import type { Supervisor } from "../processes/supervisor.ts";
import { redact } from "../redact.ts";
import { storePassword } from "../secret.ts";
import type { Settings } from "../settings.ts";
import { installPackage } from "./apt.ts";
import { canInstallPackages, findTool } from "./find-program.ts";

export type Cache = { readonly url: string | undefined; readonly about: string };

/** Starts Redis, or takes the one that REDIS_URL names, or goes without: the shop is then slower and just as fresh. */
export async function startCache(settings: Settings, supervisor: Supervisor): Promise<Cache> {
  if (settings.REDIS_URL !== undefined)
    return { url: settings.REDIS_URL, about: `yours, ${redact(settings.REDIS_URL)} (REDIS_URL)` };
  const server = await findRedis(settings, supervisor);
  if (server === undefined)
    return {
      url: undefined,
      about:
        "none: no redis-server was found, so the shop is slower and just as fresh (install redis-server, or set REDIS_URL)",
    };
  const port = await freePort();
  const password = storePassword(settings.DATA_DIR);
  await supervisor.keep("cache", redisSpec(server, port, settings.DATA_DIR));
  return {
    url: `redis://:${password}@127.0.0.1:${port}`,
    about: `${server} on port ${port} (set REDIS_URL to use your own)`,
  };
}

async function findRedis(settings: Settings, supervisor: Supervisor): Promise<string | undefined> {
  const find = () => findTool("REDIS_SERVER_BINARY", settings.REDIS_SERVER_BINARY, "redis-server");
  const found = find();
  if (found !== undefined || !canInstallPackages()) return found;
  try {
    await installPackage("redis-server", (what) => supervisor.run(what));
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    console.log(`Redis could not be installed: ${error.message}`);
  }
  return find();
}

function redisSpec(server: string, port: number, dataFolder: string): ChildSpec {
  return {
    name: "cache (redis-server)",
    command: server,
    args: [writeConfig(port, dataFolder)],
    env: process.env,
    isReady: () => answersPing(port, storePassword(dataFolder)),
    readyWithinMs: 10_000,
    stopWithinMs: 5_000,
  };
}

/**
 * A cache only: nothing is kept on disk, and what carries no time to live is never thrown out. A file and not arguments,
 * because every user of the machine may read another's command line.
 */
function writeConfig(port: number, dataFolder: string): string {
  const options = {
    port: String(port),
    bind: "127.0.0.1",
    dir: path.resolve(dataFolder),
    requirepass: storePassword(dataFolder),
    save: "",
    appendonly: "no",
    maxmemory: "256mb",
    "maxmemory-policy": "volatile-lfu",
    // Nothing of ours waits for its clock, which would wake it ten times a second: a key is gone when its time is over.
    hz: "2",
    daemonize: "no",
  };
  const file = path.resolve(dataFolder, "redis.conf");
  const lines = Object.entries(options).map(([name, value]) => `${name} ${JSON.stringify(value)}\n`);
  // A file of an earlier start may be there with other rights.
  rmSync(file, { force: true });
  writeFileSync(file, lines.join(""), { mode: 0o600 });
  return file;
}

function answersPing(port: number, password: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", timeout: 1000 });
    let said = "";
    const answer = (yes: boolean) => {
      socket.destroy();
      resolve(yes);
    };
    socket.once("connect", () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    socket.on("data", (data) => {
      said += data.toString();
      if (said.includes("+PONG")) answer(true);
      else if (said.startsWith("-")) answer(false);
    });
    socket.once("error", () => answer(false));
    socket.once("timeout", () => answer(false));
  });
}
