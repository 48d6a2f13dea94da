import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { withProgress } from "../bootstrap/progress.mjs";
import { startWatchedProcess, type WatchedProcess } from "../start/processes/child-watchdog.ts";
import { closeLog, openLog } from "../start/processes/log-file.ts";

export type Outcome = { readonly passed: number; readonly failed: number };

/** One part of a run. An error that it raises counts as one failure. */
export type Step = { readonly name: string; readonly run: (workshop: Workshop) => Promise<Outcome> };

export type Ran = { readonly ok: boolean; readonly output: string };

export type Tool = {
  readonly name: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Node itself when not named. */
  readonly command?: string;
};

const QUIET = {
  NEXT_TELEMETRY_DISABLED: "1",
  TURBO_TELEMETRY_DISABLED: "1",
  DO_NOT_TRACK: "1",
  NO_COLOR: "1",
};

/** Runs tools, keeps what they say in a folder, and ends what runs when it is closed. */
export class Workshop {
  readonly root: string;
  readonly folder: string;
  readonly #running = new Set<WatchedProcess>();
  #closed = false;

  constructor(root: string, folder: string) {
    this.root = root;
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** Runs a tool to its end. What it said is shown when it failed. */
  async run(tool: Tool): Promise<Ran> {
    return withProgress(tool.name, async () => {
      const { run, log } = this.start(tool);
      const ok = (await run.exited) === "exit code 0";
      const output = readFileSync(log).toString();
      if (!ok && !this.#closed) console.log(output);
      return { ok, output };
    });
  }

  /** Starts a tool and goes on. */
  start({ name, args, env = {}, command = process.execPath }: Tool): { run: WatchedProcess; log: string } {
    if (this.#closed) throw new Error("the run was stopped");
    const log = openLog(path.join(this.folder, `${process.pid}`), name.toLowerCase());
    const environment = { ...process.env, ...QUIET, ...env };
    const run = startWatchedProcess({ name, command, args, cwd: this.root, env: environment }, log);
    closeLog(log);
    this.#running.add(run);
    void run.exited.then(() => this.#running.delete(run));
    return { run, log: log.path };
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#running].map((run) => run.stop(20_000)));
  }
}

/** A tool that says yes or no is one check. */
export function oneCheck(tool: Tool): Step {
  return {
    name: tool.name,
    run: async (workshop) => {
      const { ok } = await workshop.run(tool);
      return { passed: Number(ok), failed: Number(!ok) };
    },
  };
}
