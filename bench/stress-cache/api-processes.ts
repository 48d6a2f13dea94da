import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Wire } from "../../packages/adapters/test/harness/fault-injecting-wire.ts";
import type { WorkerReport, WorkerSetup } from "./worker.ts";

export type ApiProcess = {
  child: ChildProcess;
  /** Whether it has reported anything yet. Killing one that is still starting would test nothing. */
  isUp: boolean;
  readonly wire: Wire;
  readonly workload: Workload;
};

/** What a process does most: how many loops read and write in it, and its priority. */
export type Workload = Pick<WorkerSetup, "readers" | "writers" | "niceness">;

/** The API processes of a run, each with its own wire (a TCP proxy that can fail) to Redis. */
export class ApiProcesses {
  readonly #processes: ApiProcess[] = [];
  readonly #setup: Omit<WorkerSetup, "redisPort" | keyof Workload>;
  readonly #onReport: (report: WorkerReport) => void;
  #isEnding = false;

  constructor(
    setup: Omit<WorkerSetup, "redisPort" | keyof Workload>,
    onReport: (report: WorkerReport) => void,
  ) {
    this.#setup = setup;
    this.#onReport = onReport;
  }

  async add(redisPort: number, workload: Workload): Promise<void> {
    const wire = await Wire.open(redisPort);
    this.#processes.push({ child: this.#start(wire, workload), isUp: false, wire, workload });
  }

  /** Resolves when all processes have reported something. */
  async up(): Promise<void> {
    while (!this.#processes.every(({ isUp }) => isUp)) await sleep(50);
  }

  /** The wires of all processes. */
  wires(): readonly Wire[] {
    return this.#processes.map(({ wire }) => wire);
  }

  /** A random process that has reported already; undefined while there is none. */
  any(random: () => number): ApiProcess | undefined {
    const up = this.#processes.filter(({ isUp }) => isUp);
    return up[Math.floor(random() * up.length)];
  }

  /** Kills a process without warning and starts another in its place. */
  async replace(apiProcess: ApiProcess): Promise<void> {
    const { child } = apiProcess;
    child.kill("SIGCONT");
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    apiProcess.isUp = false;
    if (!this.#isEnding) apiProcess.child = this.#start(apiProcess.wire, apiProcess.workload);
  }

  async stopAll(): Promise<void> {
    this.#isEnding = true;
    await Promise.all(this.#processes.map((apiProcess) => this.replace(apiProcess)));
    for (const { wire } of this.#processes) wire.close();
  }

  #start(wire: Wire, workload: Workload): ChildProcess {
    const child = fork(path.join(import.meta.dirname, "worker.ts"), { serialization: "advanced" });
    child.on("message", (report: WorkerReport) => {
      const apiProcess = this.#processes.find((each) => each.child === child);
      if (apiProcess) apiProcess.isUp = true;
      this.#onReport(report);
    });
    // A process that exits by itself is started again, as a supervisor would.
    child.on("exit", () => {
      const apiProcess = this.#processes.find((each) => each.child === child);
      if (apiProcess && !this.#isEnding && child.exitCode !== null)
        apiProcess.child = this.#start(wire, workload);
    });
    child.send({ ...this.#setup, ...workload, redisPort: wire.port } satisfies WorkerSetup);
    return child;
  }
}
