import { DatabaseSync } from "node:sqlite";
import { createView, statementCache } from "./statements.ts";
import type { Snapshot, View } from "./types.ts";

const MAX_IDLE_READERS = 12;

interface Reader {
  readonly db: DatabaseSync;
  readonly view: View;
  readonly begin: () => void;
  readonly end: () => void;
}

/** Reading connections, each with its own snapshot while it is lent out. */
export class Readers {
  readonly #file: string;
  readonly #idle: Reader[] = [];
  readonly #lent = new Set<Reader>();

  constructor(file: string) {
    this.#file = file;
  }

  #make(): Reader {
    const db = new DatabaseSync(this.#file, { readOnly: true });
    db.exec("PRAGMA cache_size = -2000");
    const [begin, look, end] = ["BEGIN", "SELECT 1 FROM records LIMIT 1", "ROLLBACK"].map((sql) =>
      db.prepare(sql),
    );
    return {
      db,
      view: createView(statementCache(db)),
      begin() {
        begin?.run();
        // The snapshot is taken by the first read, not by BEGIN.
        look?.get();
      },
      end: () => void end?.run(),
    };
  }

  open(): Snapshot {
    const reader = this.#idle.pop() ?? this.#make();
    this.#lent.add(reader);
    reader.begin();
    return { ...reader.view, close: () => this.#giveBack(reader) };
  }

  #giveBack(reader: Reader): void {
    if (!this.#lent.delete(reader)) return;
    reader.end();
    if (this.#idle.length < MAX_IDLE_READERS) this.#idle.push(reader);
    else reader.db.close();
  }

  close(): void {
    for (const reader of [...this.#idle, ...this.#lent]) reader.db.close();
    this.#idle.length = 0;
    this.#lent.clear();
  }
}
