import { type ChildProcess, spawn } from "node:child_process";
import type { LogFile } from "./log-file.ts";

/**
 * A child ends when we do, however we end: a watcher beside it reads a pipe whose other end is ours, and the pipe ends with us.
 * The child takes the shell's place (`exec`), so its process id and command line are its own; the watcher's command line names
 * neither, so that whoever looks for the child finds the child.
 */
const WATCHDOG_SCRIPT = `
exec 3<&0 </dev/null
( exec sh -c 'cat <&3 >/dev/null; kill -s TERM "$1"; sleep 5; kill -s KILL -- "-$1"' watchdog "$$" ) &
exec 3<&-
exec "$@"`;

export type Command = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** The whole environment of the process. */
  readonly env: NodeJS.ProcessEnv;
};

export type WatchedProcess = {
  readonly pid: number;
  /** Settles when the process is gone and its whole group with it; tells how it ended. Never rejects. */
  readonly exited: Promise<string>;
  readonly isRunning: () => boolean;
  /** Asks it to end, and ends its group by force when it has not done so in time. */
  readonly stop: (withinMs: number) => Promise<void>;
  /** Ends its group by force, now. */
  readonly kill: () => void;
};

/** Starts a process in a process group of its own that ends when this process does, and writes its output into `log`. */
export function startWatchedProcess(what: Command, log: LogFile): WatchedProcess {
  const child = spawn("sh", ["-c", WATCHDOG_SCRIPT, "watchdog", what.command, ...what.args], {
    ...(what.cwd === undefined ? {} : { cwd: what.cwd }),
    env: what.env,
    detached: true,
    stdio: ["pipe", log.fd, log.fd],
  });
  // The pipe is only ever closed, so an error of it tells no more than the end of the process does.
  child.stdin?.on("error", () => undefined);
  const pid = child.pid ?? 0;
  const exited = endOf(child).then((how) => {
    killGroup(pid);
    return how;
  });
  const isRunning = () => pid !== 0 && child.exitCode === null && child.signalCode === null;
  const kill = () => {
    if (isRunning()) killGroup(pid);
  };
  return { pid, exited, isRunning, stop: (withinMs) => stop(child, exited, withinMs), kill };
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.on("error", (error) => resolve(`it could not be started: ${error.message}`));
    child.on("exit", (code, signal) => resolve(signal ? `killed by ${signal}` : `exit code ${code}`));
  });
}

async function stop(child: ChildProcess, exited: Promise<string>, withinMs: number): Promise<void> {
  child.kill("SIGTERM");
  const timer = setTimeout(() => killGroup(child.pid ?? 0), withinMs);
  await exited;
  clearTimeout(timer);
}

/** Ends what is left of a child's group: its watcher and whatever it started. */
function killGroup(pid: number): void {
  if (pid === 0) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
