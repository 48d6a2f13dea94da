import { AsyncLocalStorage } from "node:async_hooks";

/** What a page that is being made for everybody was made of so far. */
export type PageRecord = {
  /** The fingerprint of each read's answer, by the read's name. */
  readonly reads: Map<string, string>;
  /** Something was read that depends on who asks: the page is nobody else's, and is made anew for the one who asks. */
  isPersonal: boolean;
  /** A read failed, or was answered in two ways: the page is right now, and nobody can tell until when. */
  isUnsettled: boolean;
};

/** Next's bundle has its own copy of this module, so the storage that both use is kept on `globalThis`. */
const STORAGE_KEY = Symbol.for("scarlet.page-record");
const shared = globalThis as { [STORAGE_KEY]?: AsyncLocalStorage<PageRecord> };
shared[STORAGE_KEY] ??= new AsyncLocalStorage<PageRecord>();
const records = shared[STORAGE_KEY];

/** Makes a page for everybody: what is read meanwhile is noted in the record. */
export function withPageRecord<T>(record: PageRecord, make: () => T): T {
  return records.run(record, make);
}

/** The record of the page that is being made; undefined where a page is made for the one who asks. */
export function pageRecord(): PageRecord | undefined {
  return records.getStore();
}

export function openPageRecord(): PageRecord {
  return { reads: new Map(), isPersonal: false, isUnsettled: false };
}

/** Notes what a read was answered. `fingerprint` undefined: it failed. */
export function noteRead(record: PageRecord, name: string, fingerprint: string | undefined): void {
  const before = record.reads.get(name);
  if (fingerprint === undefined || (before !== undefined && before !== fingerprint))
    record.isUnsettled = true;
  else record.reads.set(name, fingerprint);
}
