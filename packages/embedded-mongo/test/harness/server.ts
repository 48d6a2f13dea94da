import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { MongoClient } from "mongodb";

const MAIN = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const READY_MS = 20_000;

/** A database server of our own making. */
export interface Server {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Ends the process at once, as a power cut would; the data stays. */
  readonly kill: () => Promise<void>;
  /** Ends the process in order; the data stays. */
  readonly stop: () => Promise<void>;
  /** Whether the process is still there. */
  readonly isAlive: () => boolean;
}

/**
 * A port that nobody listens on at the moment, below the range from which the system takes ports for outgoing
 * connections: what connects meanwhile cannot take it away.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 3_000);
    const probe = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      probe.once("error", () => resolve(false));
      probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}

/** A data folder that is gone after `dispose`. */
export async function temporaryFolder(): Promise<{ folder: string; dispose: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), "scarlet-mongo-"));
  return { folder, dispose: () => rm(folder, { recursive: true, force: true }) };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

async function answers(url: string): Promise<boolean> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 500, connectTimeoutMS: 500 });
  try {
    await client.db("admin").command({ ping: 1 });
    return true;
  } catch {
    return false;
  } finally {
    await client.close();
  }
}

async function untilReady(child: ChildProcess, url: string, prepare: () => Promise<void>): Promise<void> {
  const errors: string[] = [];
  child.stderr?.on("data", (data: Buffer) => errors.push(data.toString()));
  const last = Date.now() + READY_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`the server ended at its start: ${errors.join("")}`);
    if (Date.now() > last) {
      await end(child, "SIGKILL");
      throw new Error(`the server did not answer within ${READY_MS} ms: ${errors.join("")}`);
    }
    await prepare();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function launch(
  command: readonly string[],
  port: number,
  prepare: () => Promise<void> = async () => {},
): Promise<Server> {
  const [program = "", ...args] = command;
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
  const url = `mongodb://127.0.0.1:${port}/?replicaSet=rs0`;
  await untilReady(child, url, prepare);
  return {
    url,
    port,
    pid: child.pid ?? 0,
    kill: () => end(child, "SIGKILL"),
    stop: () => end(child, "SIGTERM"),
    isAlive: () => child.exitCode === null && child.signalCode === null,
  };
}

/** Starts the embedded server on a folder and waits until it answers. */
export async function startEmbedded(
  folder: string,
  options: { port?: number; args?: readonly string[] } = {},
): Promise<Server> {
  const port = options.port ?? (await freePort());
  const args = ["--port", String(port), "--data", folder, ...(options.args ?? [])];
  return launch([process.execPath, MAIN, ...args], port);
}

/** Where a real `mongod` lies, if there is one: `MONGOD_BINARY`, else on the PATH. */
export function findMongod(): string | undefined {
  const named = process.env.MONGOD_BINARY;
  if (named) return named;
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  return folders.map((folder) => path.join(folder, "mongod")).find((file) => existsSync(file));
}

/** Starts a real `mongod` as a replica set of itself. */
export async function startMongod(binary: string, folder: string): Promise<Server> {
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  const initiate = async (): Promise<void> => {
    const client = new MongoClient(`mongodb://${host}/?directConnection=true`, {
      serverSelectionTimeoutMS: 500,
    });
    try {
      await client.db("admin").command({ replSetInitiate: { _id: "rs0", members: [{ _id: 0, host }] } });
    } catch {
      // Not listening yet, or initiated by an earlier try: whether it answers is asked anew anyway.
    } finally {
      await client.close();
    }
  };
  const args = ["--port", String(port), "--bind_ip", "127.0.0.1", "--replSet", "rs0", "--dbpath", folder];
  return launch([binary, ...args], port, initiate);
}
