import { type TabChannel, type TabParts, tabsOfBrowser } from "./browser-tabs.ts";
import { SharedWatch } from "./shared-watch.ts";
import {
  createStockStream,
  type StockStream,
  type StockStreamParts,
  type StreamState,
} from "./stock-stream.ts";
import { parseTabWord, type StreamWord, type TabWord, type Wanted } from "./tab-words.ts";

/** So long the tabs have to say what they show before the connection is opened for all of them. */
const ANSWER_MS = 50;
/** Whoever holds the connection says something every 45 s at the latest, by trying to open it again. */
const SILENT_MS = 50_000;
/** Tabs of a release with other words do not meet. */
const NAME = "stock 2 ";

/**
 * A stream as `createStockStream` makes it, shared by the tabs of this browser that have it open: one of them holds the
 * connection and hands on what it hears. Where a browser offers no means for that, each tab has its own.
 */
export function createSharedStockStream<Change>(
  parts: StockStreamParts<Change>,
  tabs: TabParts | undefined = tabsOfBrowser(),
): StockStream {
  return tabs === undefined ? createStockStream(parts) : new SharedStockStream(parts, tabs);
}

type Membership = {
  readonly channel: TabChannel;
  readonly leaving: AbortController;
};

class SharedStockStream<Change> implements StockStream {
  readonly #parts: StockStreamParts<Change>;
  readonly #tabs: TabParts;
  readonly #tab = crypto.randomUUID();
  readonly #watch = new SharedWatch();
  /** The connection of this tab: for all while it holds, for itself while it is alone. */
  readonly #own: StockStream;
  #member: Membership | undefined;
  #role: "follows" | "holds" | "alone" = "follows";
  #state: StreamState | undefined;
  #heardAtMs = 0;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #gathering: ReturnType<typeof setTimeout> | undefined;
  #isNewForAll = false;

  constructor(parts: StockStreamParts<Change>, tabs: TabParts) {
    this.#parts = parts;
    this.#tabs = tabs;
    this.#own = createStockStream<string>({
      ...parts,
      feed: { path: parts.feed.path, parse: (text) => text },
      watched: () => this.#watched(),
      hearsStoreroom: () => (this.#role === "holds" ? this.#watch.hearsStoreroom : this.#wanted().storeroom),
      onMovements: (text) => this.#tell({ kind: "movements", text }),
      onChange: (text) => this.#tell({ kind: "changed", text }),
      onStale: (productId) => this.#tell({ kind: "stale", productId }),
      onGap: () => this.#tell({ kind: "gap" }),
      onState: (state) => this.#tell(state),
    });
  }

  open(): void {
    if (this.#member === undefined) {
      if (wantsNothing(this.#wanted())) return;
      this.#join();
    }
    if (this.#role === "holds") this.#gather();
    else if (this.#role === "alone") this.#own.open();
    else this.#announce();
  }

  pause(): void {
    const member = this.#member;
    if (member === undefined) return;
    this.#member = undefined;
    clearTimeout(this.#silence);
    this.#stopGathering();
    this.#own.pause();
    this.#watch.forget();
    this.#role = "follows";
    this.#state = undefined;
    member.channel.say({ kind: "leave", tab: this.#tab });
    member.channel.close();
    member.leaving.abort();
  }

  #join(): void {
    const name = NAME + this.#parts.feed.path;
    const leaving = new AbortController();
    const channel = this.#tabs.openChannel(name, (said) => {
      const word = parseTabWord(said);
      if (word !== undefined && this.#member === member) this.#hear(word);
    });
    const member: Membership = { channel, leaving };
    this.#member = member;
    const hold = (): Promise<void> => {
      if (this.#member !== member) return Promise.resolve();
      this.#hold();
      return new Promise((resolve) => leaving.signal.addEventListener("abort", () => resolve()));
    };
    this.#tabs.locks.request(name, { signal: leaving.signal }, hold).catch(() => {
      // It was not left: this browser gives nothing to hold.
      if (this.#member === member) this.#goAlone();
    });
  }

  #hold(): void {
    clearTimeout(this.#silence);
    this.#role = "holds";
    this.#gather();
  }

  #goAlone(): void {
    clearTimeout(this.#silence);
    this.#stopGathering();
    this.#role = "alone";
    this.#own.open();
  }

  /** Opens the connection for all who are there, in the versions that they show by now. */
  #gather(): void {
    if (this.#gathering !== undefined) return;
    this.#watch.forget();
    this.#say({ kind: "ask" });
    this.#gathering = setTimeout(() => {
      this.#gathering = undefined;
      this.#own.open();
    }, ANSWER_MS);
  }

  #stopGathering(): void {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
  }

  #wanted(): Wanted {
    const { watched, hearsStoreroom } = this.#parts;
    return { watched: watched(), storeroom: hearsStoreroom?.() === true };
  }

  #watched() {
    const own = this.#wanted();
    if (this.#role !== "holds") return own.watched;
    const all = this.#watch.open(own, (tab) => this.#say({ kind: "full", tab }));
    this.#isNewForAll = all === null;
    return all;
  }

  /** Of what this tab's own connection says. */
  #tell(word: StreamWord): void {
    if (word.kind === "live" || word.kind === "lost") this.#state = word;
    if (this.#role === "holds") {
      this.#watch.note(word);
      this.#say(word);
    }
    this.#take(word);
    if (word.kind !== "live" || !this.#isNewForAll) return;
    // No versions were named, so nobody was told what changed before this opening.
    this.#isNewForAll = false;
    this.#tell({ kind: "gap" });
  }

  #hear(word: TabWord): void {
    if (this.#role === "holds") {
      if (word.kind === "leave") this.#watch.remove(word.tab);
      else if (word.kind === "watch") this.#admit(word);
    } else if (this.#role === "follows") this.#follow(word);
  }

  #admit({ tab, ...wanted }: TabWord & { kind: "watch" }): void {
    this.#watch.add(tab, wanted);
    const { movements } = this.#watch;
    if (!this.#watch.covers(wanted)) this.#gather();
    else {
      if (this.#state !== undefined) this.#say(this.#state);
      if (this.#watch.hadGap) this.#say({ kind: "gap", tab });
      if (wanted.storeroom && movements !== undefined) this.#say({ kind: "movements", text: movements });
    }
  }

  #follow(word: TabWord): void {
    if (word.kind === "watch" || word.kind === "leave") return;
    if (word.kind === "ask") this.#announce();
    else if (word.kind === "full") {
      if (word.tab === this.#tab) this.#goAlone();
    } else {
      this.#waitForWords();
      if (word.kind !== "gap" || word.tab === undefined || word.tab === this.#tab) this.#take(word);
    }
  }

  #announce(): void {
    const wanted = this.#wanted();
    if (wantsNothing(wanted)) return;
    this.#say({ kind: "watch", tab: this.#tab, ...wanted });
    this.#waitForWords();
  }

  /** A tab that hangs holds on to the connection: then this one does without it. */
  #waitForWords(): void {
    this.#heardAtMs = Date.now();
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      this.#take({ kind: "lost", heardAtMs: this.#heardAtMs });
      this.#goAlone();
    }, SILENT_MS);
  }

  #say(word: TabWord): void {
    this.#member?.channel.say(word);
  }

  #take(word: StreamWord): void {
    if (word.kind === "changed") {
      const change = this.#parts.feed.parse(word.text);
      if (change !== undefined) this.#parts.onChange(change);
    } else if (word.kind === "movements") this.#parts.onMovements?.(word.text);
    else if (word.kind === "stale") this.#parts.onStale(word.productId);
    else if (word.kind === "gap") this.#parts.onGap();
    else this.#parts.onState(word);
  }
}

const wantsNothing = ({ watched, storeroom }: Wanted): boolean => watched?.size === 0 && !storeroom;
