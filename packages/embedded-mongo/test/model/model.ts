import type { Change, Operation, Row, Where } from "./operations.ts";

/** What an operation is answered with; `duplicate` stands for error 11000. */
export type Outcome = { readonly answer: unknown } | { readonly duplicate: true };

function isMet(row: Row, where: Where): boolean {
  switch (where.by) {
    case "all":
      return true;
    case "id":
      return row.id === where.id;
    case "key":
      return row.k === where.k;
    case "range":
      return row.n >= where.from && row.n < where.to;
    default:
      return row.tags.includes(where.tag);
  }
}

function changed(row: Row, change: Change): Row {
  switch (change.kind) {
    case "add":
      return { ...row, n: row.n + change.by };
    case "setKey":
      return { ...row, k: change.k };
    case "dropKey": {
      const { k: _, ...rest } = row;
      return rest;
    }
    case "tag":
      return { ...row, tags: [...row.tags, change.tag] };
    default:
      return { ...row, tags: row.tags.filter((tag) => tag !== change.tag) };
  }
}

function same(a: Row, b: Row): boolean {
  return a.n === b.n && a.k === b.k && a.tags.join() === b.tags.join();
}

class Duplicate extends Error {}

/** The plainest database there is: rows by id, and a rule that no two rows have one key. */
export class Model {
  rows: ReadonlyMap<number, Row> = new Map();

  sorted(): readonly Row[] {
    return [...this.rows.values()].toSorted((a, b) => a.id - b.id);
  }

  apply(operation: Operation): Outcome {
    try {
      return { answer: this.#run(operation) };
    } catch (error) {
      if (error instanceof Duplicate) return { duplicate: true };
      throw error;
    }
  }

  #run(operation: Operation): unknown {
    switch (operation.do) {
      case "insert":
        for (const row of operation.rows) {
          if (this.rows.has(row.id)) throw new Duplicate();
          this.#put(row);
        }
        return operation.rows.length;
      case "updateOne":
        return this.#updateOne(operation.id, operation.change, operation.upsert);
      case "updateMany":
        return this.#updateMany(operation.where, operation.change);
      case "takeFirst": {
        const [first] = this.#inOrder(operation.where, false);
        if (!first) return null;
        const next = changed(first, operation.change);
        this.#put(next);
        return next;
      }
      case "delete": {
        const gone = this.#inOrder(operation.where, false);
        this.rows = new Map([...this.rows].filter(([, row]) => !gone.includes(row)));
        return gone.length;
      }
      case "read": {
        const found = this.#inOrder(operation.where, operation.down).slice(operation.skip);
        return operation.limit === 0 ? found : found.slice(0, operation.limit);
      }
      default:
        return this.#group();
    }
  }

  #put(row: Row): void {
    for (const other of this.rows.values()) {
      if (other.id !== row.id && other.k !== undefined && other.k === row.k) throw new Duplicate();
    }
    this.rows = new Map([...this.rows, [row.id, row]]);
  }

  #updateOne(id: number, change: Change, upsert: boolean): unknown {
    const found = this.rows.get(id);
    if (!found && !upsert) return { matched: 0, modified: 0, upserted: 0 };
    const base: Row = found ?? { id, n: 0, tags: [] };
    const next = changed(base, change);
    if (found && same(found, next)) return { matched: 1, modified: 0, upserted: 0 };
    this.#put(next);
    return found ? { matched: 1, modified: 1, upserted: 0 } : { matched: 0, modified: 0, upserted: 1 };
  }

  #updateMany(where: Where, change: Change): unknown {
    const found = this.sorted().filter((row) => isMet(row, where));
    let modified = 0;
    for (const row of found) {
      const next = changed(row, change);
      if (same(row, next)) continue;
      this.#put(next);
      modified += 1;
    }
    return { matched: found.length, modified };
  }

  #inOrder(where: Where, down: boolean): readonly Row[] {
    const found = [...this.rows.values()].filter((row) => isMet(row, where));
    const sign = down ? -1 : 1;
    return found.toSorted((a, b) => sign * (a.n - b.n || a.id - b.id));
  }

  #group(): unknown {
    const sums = new Map<number, number>();
    for (const row of this.rows.values())
      for (const tag of row.tags) sums.set(tag, (sums.get(tag) ?? 0) + row.n);
    return [...sums].toSorted(([a], [b]) => a - b).map(([tag, sum]) => ({ _id: tag, sum }));
  }
}
