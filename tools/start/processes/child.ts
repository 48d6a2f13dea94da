import { setTimeout as delay } from "node:timers/promises";
import { StartError } from "../../bootstrap/start-error.mjs";
import { type Command, startWatchedProcess, type WatchedProcess } from "./child-watchdog.ts";
import { causeOf, closeLog, type LogFile, openLog } from "./log-file.ts";

const MAX_EXITS_BEFORE_READY = 5;
const PROBE_INTERVAL_MS = 50;
const MAX_RESTART_DELAY_MS = 800;

export type ChildSpec = Command & {
  /** Checks once whether it answers. An error counts as no. */
  readonly isReady: () => Promise<boolean>;
  readonly readyWithinMs: number;
  readonly stopWithinMs: number;
};

export type ChildHost = {
  readonly logFolder: string;
  readonly say: (line: string) => void;
  /** Called when it answers, the first time and after each restart. */
  readonly onReady: (child: Child) => void;
  /** Called when a process of it begins to write into a log; what it gives back is called when that one has ended. */
  readonly onLog?: (child: Child, log: LogFile) => () => void;
};

/**
 * A process that is kept alive. Once it has been ready it is started again whenever it ends, at once the first time and with pauses
 * below a second while it keeps ending; before that, five ends in a row are final and `ended` rejects with the cause.
 */
export class Child {
  readonly spec: ChildSpec;
  /** Settles when the child is stopped on purpose; rejects with a `StartError` when it never became ready. */
  readonly ended: Promise<void>;
  /** Settles when it has answered once. */
  readonly ready: Promise<void>;
  readonly #host: ChildHost;
  readonly #stopped = new AbortController();
  readonly #becameReady = Promise.withResolvers<void>();
  #current: WatchedProcess | undefined;
  #wasReady = false;

  constructor(spec: ChildSpec, host: ChildHost) {
    this.spec = spec;
    this.#host = host;
    this.ready = this.#becameReady.promise;
    this.ended = this.#keep();
  }

  get pid(): number | undefined {
    return this.#current?.isRunning() ? this.#current.pid : undefined;
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#current?.stop(this.spec.stopWithinMs);
    await this.ended.catch(() => undefined);
  }

  /** Kills it. Only for a child that is being stopped: otherwise it is started again. */
  kill(): void {
    this.#current?.kill();
  }

  async #keep(): Promise<void> {
    for (let deaths = 0; !this.#stopped.signal.aborted; ) {
      const { cause, answered } = await this.#runOnce();
      if (this.#stopped.signal.aborted) return;
      deaths = answered ? 0 : deaths + 1;
      if (!this.#wasReady && deaths === MAX_EXITS_BEFORE_READY)
        throw new StartError(`${this.spec.name} ended ${deaths} times before it was ready: ${cause}`);
      this.#host.say(`${this.spec.name} ended (${cause}); starting it again.`);
      await this.#pause(deaths);
    }
  }

  /** From start to end of one process. `answered` tells whether it became ready in between. */
  async #runOnce(): Promise<{ cause: string; answered: boolean }> {
    const log = openLog(this.#host.logFolder, this.spec.name);
    const run = startWatchedProcess(this.spec, log);
    closeLog(log);
    this.#current = run;
    const logEnded = this.#host.onLog?.(this, log);
    const answered = await this.#untilReady(run);
    if (answered) this.#announce();
    else if (run.isRunning()) await run.stop(0);
    const how = await run.exited;
    logEnded?.();
    return { cause: causeOf(how, log), answered };
  }

  #announce(): void {
    this.#wasReady = true;
    this.#host.onReady(this);
    this.#becameReady.resolve();
  }

  async #untilReady(run: WatchedProcess): Promise<boolean> {
    const deadline = performance.now() + this.spec.readyWithinMs;
    while (run.isRunning() && !this.#stopped.signal.aborted && performance.now() < deadline) {
      const yes = await this.spec.isReady().catch(() => false);
      if (yes && run.isRunning()) return true;
      await Promise.race([delay(PROBE_INTERVAL_MS), run.exited]);
    }
    return false;
  }

  async #pause(deaths: number): Promise<void> {
    if (deaths === 0) return;
    const pauseMs = Math.min(100 * 2 ** (deaths - 1), MAX_RESTART_DELAY_MS);
    await delay(pauseMs, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
  }
}
