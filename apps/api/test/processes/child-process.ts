import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import path from "node:path";

export const ROOT = path.resolve(import.meta.dirname, "../../../..");

/** A process of the test, and what it wrote. */
export type Child = {
  readonly pid: number;
  readonly output: () => string;
  readonly isRunning: () => boolean;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to end and waits; tells the exit code. */
  stop(): Promise<number | null>;
  readonly exited: Promise<number | null>;
};

const running = new Set<ChildProcess>();
// A test file that fails before its own clean-up must not leave processes behind.
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/**
 * Starts a program from the repository's root. Its environment is what is given, `PATH`, the folder where the processes
 * of a run keep what they compiled, and nothing else.
 */
export function startChild(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Child {
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? "", NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (text += String(chunk)));
  const exited = exitOf(child);
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    return exited;
  };
  return {
    pid: child.pid ?? 0,
    output: () => text,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    kill: async () => void (await end("SIGKILL")),
    stop: () => end("SIGTERM"),
    exited,
  };
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  await Promise.race([once(child, "exit"), once(child, "error")]);
  return child.exitCode;
}

const LOOK_EVERY_MS = 20;

/**
 * Repeats a look until it succeeds: often at first, then each time a tenth of the time waited so far has passed again,
 * because looks at what is slow to start are themselves what slows it down. Raises when the child ended, or after
 * `withinMs`, with what the child wrote.
 */
export async function until(look: () => Promise<boolean>, child: Child, withinMs = 90_000): Promise<void> {
  const began = performance.now();
  while (!(await look().catch(() => false))) {
    if (!child.isRunning()) throw new Error(`it ended: ${child.output()}`);
    const waitedMs = performance.now() - began;
    if (waitedMs > withinMs) throw new Error(`it was not ready in time: ${child.output()}`);
    await new Promise((resolve) => setTimeout(resolve, Math.max(LOOK_EVERY_MS, waitedMs / 10)));
  }
}

const given = new Set<number>();

/**
 * A port that nobody listens on at the moment and that this process was not given before, below the range from which the
 * system takes ports for outgoing connections: what connects meanwhile cannot take it away.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 16_000 + Math.floor(Math.random() * 4_000);
    if (given.has(port)) continue;
    given.add(port);
    const probe = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      probe.once("error", () => resolve(false));
      probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}
