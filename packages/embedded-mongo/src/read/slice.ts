const SLICE_MS = 10;
const STEPS_BETWEEN_CHECKS = 16;

const waiting: (() => void)[] = [];

function letNextGo(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(letNextGo);
}

/**
 * Lets other work run before long work goes on. Of all that pause, one goes on in each turn of the event loop, so
 * that many long commands stall the others no more than one does.
 */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    if (waiting.push(resolve) === 1) setImmediate(letNextGo);
  });
}

/** The time one piece of work may take before it must pause. */
export class Slice {
  #startedAt = performance.now();
  #steps = 0;

  /** Whether the time is used up; to be asked once for each small step. */
  isOver(): boolean {
    this.#steps += 1;
    return this.#steps % STEPS_BETWEEN_CHECKS === 0 && performance.now() - this.#startedAt > SLICE_MS;
  }

  restart(): void {
    this.#startedAt = performance.now();
  }

  /** Pauses, then starts anew. */
  async renew(): Promise<void> {
    await pause();
    this.restart();
  }
}
