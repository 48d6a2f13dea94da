/** One product's history: when each version was first known to be committed, and reads that wait to be judged. */
type Product = {
  /** By version: the earliest instant at which anybody knew it. */
  readonly known: Map<number, number>;
  newest: number;
  /** begin, version, begin, version … */
  reads: number[];
};

export type Verdict = {
  readonly reads: number;
  readonly stale: number;
  /** How long a stale read's newer version had been known when the read began, at worst, in milliseconds. */
  readonly worstMs: number;
  /** A version that was told with two different figures. */
  readonly torn: number;
  readonly versions: number;
};

/**
 * Judges reads on one clock, as Jepsen does: once anybody knew version v of a product (its writer after the commit, or
 * any reader with its answer), no read that begins later may return less. This also catches commits whose writer died
 * before it could tell. Times are milliseconds of CLOCK_MONOTONIC, which all processes of one machine share.
 */
export class Checker {
  readonly #products = new Map<number, Product>();
  readonly #figures = new Map<string, string>();
  #reads = 0;
  #stale = 0;
  #worstMs = 0;
  #torn = 0;

  /** That a version was known at this instant, with what it says. */
  know(product: number, version: number, at: number, figures: string): void {
    this.noteVersion(product, version, at);
    const name = `${product}:${version}`;
    const told = this.#figures.get(name);
    if (told === undefined) this.#figures.set(name, figures);
    else if (told !== figures) this.#torn += 1;
  }

  /** That a version was known at this instant, by somebody who does not know what it says. */
  noteVersion(product: number, version: number, at: number): void {
    const history = this.#of(product);
    const before = history.known.get(version);
    if (before === undefined || at < before) history.known.set(version, at);
    history.newest = Math.max(history.newest, version);
  }

  read(product: number, startedAt: number, version: number): void {
    this.#of(product).reads.push(startedAt, version);
  }

  /** Judges the reads that began before `until`; everything that was known by then must have been told. */
  judge(until = Number.POSITIVE_INFINITY): void {
    for (const history of this.#products.values()) this.#judge(history, until);
  }

  verdict(): Verdict {
    return {
      reads: this.#reads,
      stale: this.#stale,
      worstMs: Math.round(this.#worstMs),
      torn: this.#torn,
      versions: this.#figures.size,
    };
  }

  #judge(history: Product, until: number): void {
    const { reads, known, newest } = history;
    // The earliest instant at which this version or a higher one was known.
    const sinceAtLeast = new Float64Array(newest + 2).fill(Number.POSITIVE_INFINITY);
    for (let version = newest; version >= 0; version -= 1)
      sinceAtLeast[version] = Math.min(
        known.get(version) ?? Number.POSITIVE_INFINITY,
        sinceAtLeast[version + 1] ?? Number.POSITIVE_INFINITY,
      );
    const left: number[] = [];
    for (let at = 0; at < reads.length; at += 2) {
      const [startedAt = 0, version = 0] = [reads[at], reads[at + 1]];
      if (startedAt >= until) {
        left.push(startedAt, version);
        continue;
      }
      this.#reads += 1;
      const newerSince = sinceAtLeast[version + 1] ?? Number.POSITIVE_INFINITY;
      if (newerSince >= startedAt) continue;
      this.#stale += 1;
      this.#worstMs = Math.max(this.#worstMs, startedAt - newerSince);
    }
    history.reads = left;
  }

  #of(product: number): Product {
    const known = this.#products.get(product);
    if (known) return known;
    const made: Product = { known: new Map(), newest: 0, reads: [] };
    this.#products.set(product, made);
    return made;
  }
}
