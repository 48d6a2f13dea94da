import { parseVersion } from "./stock-change.ts";
import { MAX_PRODUCTS } from "./stock-stream.ts";
import type { StreamWord, Wanted, Watched } from "./tab-words.ts";

/** What one connection is opened for on behalf of several tabs, and what it has told them since. */
export class SharedWatch {
  readonly #tabs = new Map<string, Wanted>();
  /** The newest version of each product that every tab was told of; undefined: that is not known. */
  #told: Map<string, number> | null | undefined;
  #hadGap = false;
  #hearsStoreroom = false;
  #movements: string | undefined;

  /** Begins anew: who is still there says so. */
  forget(): void {
    this.#tabs.clear();
    this.#told = undefined;
  }

  add(tab: string, wanted: Wanted): void {
    this.#tabs.set(tab, wanted);
  }

  remove(tab: string): void {
    this.#tabs.delete(tab);
  }

  /** Whether who shows this misses nothing without another opening. */
  covers({ watched, storeroom }: Wanted): boolean {
    const told = this.#told;
    if (told === undefined || (storeroom && !this.#hearsStoreroom)) return false;
    if (told === null || watched === null) return told === watched;
    return [...watched].every(([id, version]) => version >= (told.get(id) ?? Number.POSITIVE_INFINITY));
  }

  /** Whether something may have gone untold since the opening: who comes later does not know of it. */
  get hadGap(): boolean {
    return this.#hadGap;
  }

  /** Whether the connection is told of the storeroom too, as of its last opening. */
  get hearsStoreroom(): boolean {
    return this.#hearsStoreroom;
  }

  /** The storeroom's latest movements, as the tabs were told them; undefined: they were not yet. */
  get movements(): string | undefined {
    return this.#movements;
  }

  /** All to be opened for, in the lowest version that a tab shows. `onFull` hears of each tab that finds no place. */
  open({ watched: own, storeroom }: Wanted, onFull: (tab: string) => void): Watched {
    this.#hadGap = false;
    this.#hearsStoreroom = storeroom || [...this.#tabs.values()].some((each) => each.storeroom);
    if (own === null) {
      this.#told = null;
      return null;
    }
    const all = new Map([...own].slice(0, MAX_PRODUCTS));
    for (const [tab, { watched }] of this.#tabs) {
      if (watched === null || new Set([...all.keys(), ...watched.keys()]).size > MAX_PRODUCTS) onFull(tab);
      else for (const [id, version] of watched) all.set(id, Math.min(version, all.get(id) ?? version));
    }
    this.#told = new Map(all);
    return all;
  }

  /** Notes what all tabs are told. */
  note(word: StreamWord): void {
    if (word.kind === "gap") this.#hadGap = true;
    if (word.kind === "movements") this.#movements = word.text;
    if (word.kind === "lost") this.#told = undefined;
    if (word.kind === "stale") this.#told?.delete(word.productId);
    const told = word.kind === "changed" ? parseVersion(word.text) : undefined;
    const known = told && this.#told?.get(told.productId);
    if (told && known !== undefined) this.#told?.set(told.productId, Math.max(known, told.version));
  }
}
