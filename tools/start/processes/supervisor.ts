import { StartError } from "../../bootstrap/start-error.mjs";
import { Child, type ChildHost, type ChildSpec } from "./child.ts";
import { type Command, startWatchedProcess, type WatchedProcess } from "./child-watchdog.ts";
import { causeOf, closeLog, openLog } from "./log-file.ts";

/** In the order of stopping: nothing is stopped before what depends on it. */
export const TIERS = ["web", "api", "cache", "database"] as const;
export type Tier = (typeof TIERS)[number];

export type SupervisorHost = {
  readonly logFolder: string;
  readonly say: (line: string) => void;
  /** Called when a child answers under a process id that was not known before. */
  readonly onChange: () => void;
  readonly onLog?: NonNullable<ChildHost["onLog"]>;
};

/** Everything that this start has started, so that all of it can be stopped again. */
export class Supervisor {
  readonly #host: SupervisorHost;
  readonly #children = new Map<Child, Tier>();
  readonly #tasks = new Set<WatchedProcess>();
  readonly #failure = Promise.withResolvers<never>();
  #stopping: Promise<void> | undefined;

  constructor(host: SupervisorHost) {
    this.#host = host;
    // A failure before anybody awaits `failed` must not count as an unhandled rejection.
    this.#failure.promise.catch(() => undefined);
  }

  /** Rejects when a child could not be brought up. Never settles otherwise. */
  get failed(): Promise<never> {
    return this.#failure.promise;
  }

  get children(): readonly { readonly name: string; readonly pid: number }[] {
    return [...this.#children.keys()].flatMap(({ spec, pid }) =>
      pid === undefined ? [] : [{ name: spec.name, pid }],
    );
  }

  /** Starts a process, keeps it alive, and waits until it answers. */
  async keep(tier: Tier, spec: ChildSpec): Promise<void> {
    this.#refuseWhenStopping();
    const { onChange, ...host } = this.#host;
    const child = new Child(spec, { ...host, onReady: onChange });
    this.#children.set(child, tier);
    child.ended.catch((error: unknown) => this.#failure.reject(error));
    await Promise.race([child.ready, child.ended.then(() => this.#refuseWhenStopping())]);
  }

  /** Runs a process to its end. Raises a `StartError` with its last words when it fails. */
  async run(what: Command): Promise<void> {
    this.#refuseWhenStopping();
    const log = openLog(this.#host.logFolder, what.name);
    const task = startWatchedProcess(what, log);
    closeLog(log);
    this.#tasks.add(task);
    const how = await task.exited;
    this.#tasks.delete(task);
    this.#refuseWhenStopping();
    if (how === "exit code 0") return;
    throw new StartError(`${what.name} failed (${causeOf(how, log)})`);
  }

  /** Stops everything, tier by tier; a second call waits for the first. */
  stopAll(): Promise<void> {
    this.#stopping ??= this.#stopInOrder();
    return this.#stopping;
  }

  /** Ends everything at once, without order: for whoever asks a second time. */
  killAll(): void {
    for (const task of this.#tasks) task.kill();
    for (const child of this.#children.keys()) child.kill();
  }

  async #stopInOrder(): Promise<void> {
    await Promise.all([...this.#tasks].map((task) => task.stop(2000)));
    for (const tier of TIERS) {
      const ofTier = [...this.#children].filter(([, its]) => its === tier);
      await Promise.all(ofTier.map(([child]) => child.stop()));
    }
  }

  #refuseWhenStopping(): void {
    if (this.#stopping) throw new StartError("Stopped.");
  }
}
