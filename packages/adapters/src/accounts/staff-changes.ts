import type { Role } from "@scarlet/domain/accounts";
import type { Mongo } from "../mongo/index.ts";

/** Who became what, and by whom. */
export type StaffChange = {
  readonly at: Date;
  /** Who did it: a person's name and id, or the command line and its user. */
  readonly by: string;
  readonly userId: string;
  readonly email: string;
  /** Null: there was no such account before. */
  readonly from: Role | null;
  readonly to: Role;
};

/** The record of changes of roles. Nothing is ever taken out of it. */
export interface StaffChanges {
  record(change: StaffChange): Promise<void>;
  /** Newest first. */
  list(limit: number): Promise<readonly StaffChange[]>;
}

/** Kept in a collection outside the contract, as people are. */
export function createStaffChanges(mongo: Pick<Mongo, "db">): StaffChanges {
  const changes = mongo.db.collection<StaffChange>("staff_changes");
  return {
    async record(change) {
      await changes.insertOne({ ...change });
    },
    list: (limit) =>
      changes
        .find({}, { projection: { _id: 0 } })
        .sort({ at: -1 })
        .limit(limit)
        .toArray(),
  };
}
