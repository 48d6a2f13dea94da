import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export const ROOT = path.resolve(import.meta.dirname, "../../../..");

export type Server = {
  readonly port: number;
  readonly child: ChildProcess;
  stop(): Promise<void>;
};

/** Starts a server program on a free port and waits until it takes connections. */
export async function startServer(command: string, args: (port: number) => string[]): Promise<Server> {
  const port = await freePort();
  const child = spawn(command, args(port), { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text: Buffer) => (output += String(text)));
  const giveUpAt = performance.now() + 30_000;
  while (!(await listens(port))) {
    if (child.exitCode !== null || performance.now() > giveUpAt)
      throw new Error(`${command} did not start: ${output}`);
    await sleep(25);
  }
  return {
    port,
    child,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => resolve(true));
    socket.on("error", () => resolve(false));
    socket.on("connect", () => socket.destroy());
  });
}

/**
 * A port that nobody listens on at the moment, below the range from which the system takes ports for outgoing
 * connections: what connects meanwhile cannot take it away.
 */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 13_000 + Math.floor(Math.random() * 3_000);
    const probe = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      probe.once("error", () => resolve(false));
      probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}
