import { randomUUID } from "node:crypto";
import type { Clock } from "@scarlet/domain/kernel";
import type { Db } from "mongodb";
import { isDuplicateKey } from "../transactions/transaction.ts";

/** A right that one process of all holds at a time, for work that two should not do at once. */
export interface Lease {
  /** Takes or renews it. False while another process holds it. */
  hold(): Promise<boolean>;
  /** Gives it back, so that the next process need not wait for its end. */
  release(): Promise<void>;
}

export type LeaseOptions = {
  readonly db: Db;
  readonly clock: Clock;
  readonly name: string;
  /** How long it is held after the last renewal. A process that dies blocks the others for this long. */
  readonly ttlMs: number;
};

/**
 * A lease in the database, by the database's time. It spares double work; it is no lock: a process that is stopped for
 * longer than `ttlMs` may wake up believing that it holds it.
 */
export function createLease({ db, clock, name, ttlMs }: LeaseOptions): Lease {
  const leases = db.collection<{ _id: string; owner: string; until: Date }>("leases");
  const owner = randomUUID();
  return {
    async hold() {
      const now = await clock.now();
      try {
        await leases.updateOne(
          { _id: name, $or: [{ owner }, { until: { $lte: now } }] },
          { $set: { owner, until: new Date(now.getTime() + ttlMs) } },
          { upsert: true },
        );
        return true;
      } catch (error) {
        // Somebody else's lease does not match, so the upsert would make a second document of its name.
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async release() {
      await leases.deleteOne({ _id: name, owner });
    },
  };
}
