import { setTimeout as sleep } from "node:timers/promises";
import { answerOf, HttpConnection, request } from "../load/http-connection.ts";
import type { Checker } from "../stress-cache/checker.ts";
import { type PageFacts, pageFacts } from "./page-facts.ts";
import type { Server } from "./servers.ts";

/** A page that is asked for; `slug`: the product whose page it is. */
export type WantedPage = {
  readonly path: string;
  readonly slug: string | null;
  readonly headers: Readonly<Record<string, string>>;
};

export type PageCounts = {
  pages: number;
  /** By what the page cache says it did. */
  readonly became: Record<string, number>;
  /** Answers by status that were no page. */
  readonly refused: Record<string, number>;
  unchanged: number;
  contradicting: number;
  /** The first few, word by word. */
  readonly examples: string[];
};

/** One in so many pages is read whole although its bytes are known. */
const WHOLE_EVERY = 20;
/** Different bytes that are remembered with what they say, for who is told that nothing changed. */
const MAX_REMEMBERED = 4_000;
const MAX_EXAMPLES = 10;
const PATIENCE_MS = 20_000;

const now = (): number => Number(process.hrtime.bigint()) / 1e6;

/** Where pages' figures and prices stand in the checker: a product's versions, and after all of them its prices. */
export type Places = ReadonlyMap<string, number>;

/** Readers of pages at one storefront, who tell the checker what they saw. */
export class PageReaders {
  readonly counts: PageCounts = {
    pages: 0,
    became: {},
    refused: {},
    unchanged: 0,
    contradicting: 0,
    examples: [],
  };
  readonly #facts = new Map<string, PageFacts>();
  readonly #checker: Checker;
  readonly #places: Places;
  readonly #pages: readonly WantedPage[];

  constructor(checker: Checker, places: Places, pages: readonly WantedPage[]) {
    [this.#checker, this.#places, this.#pages] = [checker, places, pages];
  }

  /** One reader: asks for one page after another until `isOver`. */
  async read(server: Server, isOver: () => boolean): Promise<void> {
    /** What this reader's browser has kept, by page. */
    const kept = new Map<string, string>();
    let wire: HttpConnection | undefined;
    while (!isOver()) {
      const page = this.#pages[Math.floor(Math.random() ** 1.7 * this.#pages.length)];
      if (page === undefined) return;
      try {
        wire ??= await HttpConnection.open(server.port);
        await this.#look(wire, page, kept);
      } catch {
        wire?.close();
        wire = undefined;
        count(this.counts.refused, "no answer");
        await sleep(50);
      }
    }
    wire?.close();
  }

  async #look(wire: HttpConnection, page: WantedPage, kept: Map<string, string>): Promise<void> {
    const name = `${page.path} ${page.headers.rsc ?? ""}`;
    const etag = Math.random() * WHOLE_EVERY < 1 ? undefined : kept.get(name);
    const known = etag === undefined ? undefined : this.#facts.get(etag);
    const asks =
      known === undefined || etag === undefined ? page.headers : { ...page.headers, "if-none-match": etag };
    const startedAt = now();
    const raw = await withinPatience(wire.ask(request(page.path, asks)));
    const toldAt = now();
    const { status, head, body } = answerOf(raw);
    if (status === 304 && known !== undefined) {
      this.counts.unchanged += 1;
      this.#note(known, startedAt, toldAt, head);
      return;
    }
    if (status !== 200) {
      count(this.counts.refused, String(status));
      await sleep(20);
      return;
    }
    let facts = pageFacts(body.toString("utf8"), page.slug);
    if (!facts.hasOwn && isApology(page, head)) {
      count(this.counts.refused, "an apology");
      return;
    }
    if (!facts.hasOwn) facts = { ...facts, contradictions: [`${page.path} says nothing of its product`] };
    this.counts.contradicting += facts.contradictions.length === 0 ? 0 : 1;
    this.counts.examples.push(...facts.contradictions.slice(0, MAX_EXAMPLES - this.counts.examples.length));
    const made = /^etag: (.*)$/im.exec(head)?.[1];
    if (made !== undefined) {
      kept.set(name, made);
      this.#remember(made, facts);
    }
    this.#note(facts, startedAt, toldAt, head);
  }

  #note(facts: PageFacts, startedAt: number, toldAt: number, head: string): void {
    this.counts.pages += 1;
    count(this.counts.became, /^x-page-cache: (.*)$/im.exec(head)?.[1] ?? "unnamed");
    for (const { slug, version, priceMinor, figures } of facts.products) {
      const place = this.#places.get(slug);
      if (place === undefined) continue;
      this.#checker.read(place, startedAt, version);
      this.#checker.know(place, version, toldAt, figures);
      this.#checker.read(place + this.#places.size, startedAt, priceMinor);
      this.#checker.know(place + this.#places.size, priceMinor, toldAt, "");
    }
  }

  #remember(etag: string, facts: PageFacts): void {
    this.#facts.set(etag, facts);
    const [oldest] = this.#facts.keys();
    if (this.#facts.size > MAX_REMEMBERED && oldest !== undefined) this.#facts.delete(oldest);
  }
}

/**
 * Whether a page without its product may say that it could not be made: a document that was begun before something did
 * not answer is made for one alone, and what the browser's router gets has status 200 either way. None of them is kept.
 */
function isApology({ headers }: WantedPage, head: string): boolean {
  const how = /^x-page-cache: (\S+)/im.exec(head)?.[1];
  return how === "private" || (how === "render" && headers.rsc !== undefined);
}

/** Raises when nothing came for a long time: a process may sleep with the request in its hands. */
async function withinPatience<T>(answer: Promise<T>): Promise<T> {
  const over = new AbortController();
  const late = sleep(PATIENCE_MS, undefined, { signal: over.signal }).then(
    () => Promise.reject(new Error("no answer came")),
    () => answer,
  );
  try {
    return await Promise.race([answer, late]);
  } finally {
    over.abort();
  }
}

function count(counts: Record<string, number>, what: string): void {
  counts[what] = (counts[what] ?? 0) + 1;
}
