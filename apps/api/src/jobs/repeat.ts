import type { Log } from "@scarlet/domain/kernel";

export type Job = {
  readonly name: string;
  readonly everyMs: number;
  /** Runs one step. True: there is more to do, so the next step follows at once. */
  readonly step: () => Promise<boolean>;
};

/** Repeats a job until stopped; a failed step is logged and retried. `stop` waits for the running step. */
export function repeat(job: Job, log: Log): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let inHand: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    let more = false;
    try {
      more = await job.step();
    } catch (error) {
      log.error({ err: error, job: job.name }, "a job failed and will be tried again");
    }
    if (!stopped) timer = setTimeout(begin, more ? 0 : job.everyMs);
  }
  function begin(): void {
    inHand = run();
  }
  timer = setTimeout(begin, job.everyMs);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await inHand;
    },
  };
}
