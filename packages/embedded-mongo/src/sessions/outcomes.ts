import { bsonIdentical } from "../bson/compare.ts";
import type { Doc } from "../bson/index.ts";

/** What one executed statement of a retryable command answered. */
export type Outcome = Doc;

/** Statements next to each other that came to the same. */
export interface Run {
  readonly from: number;
  to: number;
  readonly outcome: Outcome;
}

/**
 * The outcomes of a command's statements. Many statements mostly come to the same, so they are kept as runs: what is
 * remembered of a large insert is as small as what is remembered of one document.
 */
export class Outcomes {
  readonly #runs: Run[];

  constructor(runs: Iterable<Run> = []) {
    this.#runs = [...runs];
  }

  get isEmpty(): boolean {
    return this.#runs.length === 0;
  }

  get runs(): readonly Run[] {
    return this.#runs;
  }

  /** The outcome of a statement; undefined if it was not executed. */
  get(statement: number): Outcome | undefined {
    let [low, high] = [0, this.#runs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#runs[middle]?.to ?? 0) < statement) low = middle + 1;
      else high = middle;
    }
    const run = this.#runs[low];
    return run && run.from <= statement ? run.outcome : undefined;
  }

  /** Notes the outcome of a statement that was not executed before. */
  set(statement: number, outcome: Outcome): void {
    const last = this.#runs.at(-1);
    if (last && last.to === statement - 1 && bsonIdentical(last.outcome, outcome)) last.to = statement;
    else if (!last || last.to < statement) this.#runs.push({ from: statement, to: statement, outcome });
    else {
      // A retry fills a gap that its first try left.
      const at = this.#runs.findIndex((run) => run.from > statement);
      this.#runs.splice(at, 0, { from: statement, to: statement, outcome });
    }
  }
}
