import { decodeCursor } from "@scarlet/domain/kernel";
import { type Issue, type IssueStore, issueSchema } from "@scarlet/domain/orders";
import {
  after,
  all,
  Field,
  isDuplicateKey,
  type Mongo,
  newId,
  pageOf,
  type RecordOf,
} from "../mongo/index.ts";

const positionSchema = issueSchema.pick({ openedAt: true, id: true });

/** What staff must look at, in MongoDB. */
export function createIssueStore(mongo: Mongo): IssueStore {
  const issues = mongo.prisma.orm.order_issues;
  return {
    async open({ amountMinor, ...issue }) {
      const now = await mongo.clock.now();
      const told = {
        ...issue,
        amountMinor: BigInt(amountMinor),
        changedAt: now,
        state: "open",
        closedBy: null,
      };
      if ((await issues.where({ key: issue.key }).update(told)) !== null) return;
      try {
        await issues.create({ ...told, _id: newId(), openedAt: now });
      } catch (error) {
        // Another process opened the same issue at the same moment: it is open.
        if (!isDuplicateKey(error)) throw error;
      }
    },
    async close(key, by) {
      const changedAt = await mongo.clock.now();
      await issues.where({ key, state: "open" }).update({ state: "closed", closedBy: by, changedAt });
    },
    async findById(id) {
      const record = await issues.where({ _id: id }).first();
      return record && issueOf(record);
    },
    async list({ state, cursor, limit }) {
      const position = cursor === undefined ? undefined : decodeCursor(cursor, positionSchema);
      const filters = [
        Field.eq("state", state),
        ...(position === undefined
          ? []
          : [after({ field: "openedAt", value: position.openedAt, id: position.id }, -1)]),
      ];
      const records = await issues
        .where(all(...filters))
        .orderBy({ openedAt: -1, _id: -1 })
        .limit(limit + 1)
        .all();
      const { shown, nextCursor } = pageOf(records, limit, ({ openedAt, _id }) => ({ openedAt, id: _id }));
      return { items: shown.map(issueOf), nextCursor };
    },
  };
}

function issueOf({ _id, amountMinor, ...record }: RecordOf<"OrderIssue">): Issue {
  return issueSchema.parse({ ...record, id: _id, amountMinor: Number(amountMinor) });
}
