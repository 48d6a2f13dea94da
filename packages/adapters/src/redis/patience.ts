/** What a command under way shows: whether its answer is here, and how to give it up. */
export type Awaited = { readonly isResolved: boolean; reject(error: Error): void };

/** How often it is looked whether answers are late; however late that look comes, no more than this counts. */
const LOOK_EVERY_MS = 25;

/**
 * Gives up answers that do not come in time, by a clock that stands still while this process itself is held up: what
 * lies in its socket unread is not Redis's delay. All answers may take equally long.
 */
export class Patience {
  readonly #withinMs: number;
  readonly #waiting: { readonly what: Awaited; readonly untilMs: number }[] = [];
  #countedMs = 0;
  #looking: NodeJS.Timeout | undefined;

  constructor(withinMs: number) {
    this.#withinMs = withinMs;
  }

  watch(what: Awaited): void {
    this.#waiting.push({ what, untilMs: this.#countedMs + this.#withinMs });
    this.#looking ??= setInterval(() => this.look(), LOOK_EVERY_MS).unref();
  }

  /** One turn in which answers could be heard has gone by. */
  look(): void {
    this.#countedMs += LOOK_EVERY_MS;
    let done = 0;
    for (const { what, untilMs } of this.#waiting) {
      if (!what.isResolved && untilMs > this.#countedMs) break;
      if (!what.isResolved) what.reject(new Error("Command timed out"));
      done += 1;
    }
    this.#waiting.splice(0, done);
    if (this.#waiting.length > 0) return;
    clearInterval(this.#looking);
    this.#looking = undefined;
  }
}
