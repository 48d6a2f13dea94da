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

/**
 * Runs a command in what others leave of the processors, and beside each of them in a quarter of a core: it must not
 * starve where the machine is busy with other things, since its tests have limits of time too. Linux weighs sessions
 * before it weighs processes, and each tool is a session of its own.
 */
const LAST = ["-c", '{ echo 5 >/proc/self/autogroup; } 2>/dev/null; exec nice -n 5 "$@"', "last"];

/** Runs tools, keeps what they say in a folder, and ends what runs when it is closed. */
export class Workshop {
  readonly root: string;
  readonly folder: string;
  readonly #all: { readonly running: Set<WatchedProcess>; closed: boolean };
  readonly #before: readonly string[];

  constructor(root: string, folder: string, of?: Workshop) {
    this.root = root;
    this.folder = folder;
    this.#all = of === undefined ? { running: new Set(), closed: false } : of.#all;
    this.#before = of === undefined ? [] : ["sh", ...LAST];
    mkdirSync(folder, { recursive: true });
  }

  /** A corner of this workshop whose tools take only what others leave of the processors. */
  whenIdle(): Workshop {
    return new Workshop(this.root, this.folder, this);
  }

  /** Runs a tool to its end. What it said is shown when it failed. */
  async run(tool: Tool): Promise<Ran> {
    return withProgress(tool.name, async () => {
      const { run, log } = this.start(tool);
      const ok = (await run.exited) === "exit code 0";
      const output = readFileSync(log).toString();
      if (!ok && !this.#all.closed) console.log(output);
      return { ok, output };
    });
  }

  /** Starts a tool and goes on. */
  start({ name, args, env = {}, command = process.execPath }: Tool): { run: WatchedProcess; log: string } {
    if (this.#all.closed) throw new Error("the run was stopped");
    const log = openLog(path.join(this.folder, `${process.pid}`), name.toLowerCase());
    const environment = { ...process.env, ...QUIET, ...env };
    const [program = command, ...words] = [...this.#before, command, ...args];
    const what = { name, command: program, args: words, cwd: this.root, env: environment };
    const run = startWatchedProcess(what, log);
    closeLog(log);
    this.#all.running.add(run);
    void run.exited.then(() => this.#all.running.delete(run));
    return { run, log: log.path };
  }

  async close(): Promise<void> {
    this.#all.closed = true;
    await Promise.all([...this.#all.running].map((run) => run.stop(20_000)));
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

/** Steps that need no certain time: they take only what the other lanes leave of the processors. */
export function whenIdle(steps: readonly Step[]): readonly Step[] {
  return steps.map((step) => ({ ...step, run: (workshop) => step.run(workshop.whenIdle()) }));
}
