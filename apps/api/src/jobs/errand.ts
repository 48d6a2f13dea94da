import type { Log } from "@scarlet/domain/kernel";
import type { Job } from "./repeat.ts";

/** A job that runs when there is something to do. */
export type Errand = {
  /** Runs it until a step says that there is no more to do; nothing happens while it runs already. */
  run(): void;
  /** From now on no step begins; waits for the running one. */
  stop(): Promise<void>;
};

/** A failed step is logged and ends the run: whoever asked for it will ask again. */
export function createErrand({ name, step }: Pick<Job, "name" | "step">, log: Log): Errand {
  const stopping = new AbortController();
  let running: Promise<void> | null = null;

  async function work(): Promise<void> {
    try {
      for (let more = true; more && !stopping.signal.aborted; ) more = await step();
    } catch (error) {
      log.error({ err: error, job: name }, "a job failed and will be tried again");
    }
    running = null;
  }
  return {
    run() {
      if (!stopping.signal.aborted) running ??= work();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
