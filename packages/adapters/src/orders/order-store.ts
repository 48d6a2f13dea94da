import type { OrderStore } from "@scarlet/domain/orders";
import { replaceOrder } from "../inventory/index.ts";
import { all, Field, idsIn, type Mongo, pageOf, type RecordOf, recordOfRaw } from "../mongo/index.ts";
import { holdersAt } from "./holders.ts";
import { createHousekeepingQueries } from "./housekeeping-queries.ts";
import { orderIds } from "./order-lists.ts";
import { orderRecords } from "./order-record.ts";

const positionOf = ({ createdAt, _id }: RecordOf<"Order">) => ({ createdAt, id: _id });

/** Orders in MongoDB. */
export function createOrderStore(mongo: Mongo): OrderStore {
  const { orders } = mongo.prisma.orm;
  return {
    async findById(id) {
      const [found] = await mongo.lookUp({ from: "orders", field: "_id", values: [id] });
      return found === undefined ? null : orderRecords.fromRecord(recordOfRaw<"Order">(found));
    },
    async list(input) {
      const ids = await orderIds(mongo, input, input.limit + 1);
      const records = ids.length === 0 ? [] : await orders.where(idsIn("_id", ids)).all();
      const places = new Map(ids.map((id, place) => [id, place]));
      records.sort(({ _id: a }, { _id: b }) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
      const { shown, nextCursor } = pageOf(records, input.limit, positionOf);
      return { items: shown.map(orderRecords.fromRecord), nextCursor };
    },
    holders: (now, limit) => holdersAt(mongo, now, limit),
    replace: (order) => replaceOrder(mongo, orderRecords.toRecord(order)),
    ...createHousekeepingQueries(mongo),
    async mailsSent(mail, sent) {
      if (sent.length === 0) return;
      // Many orders share one version: one query with a list of ids instead of an `or` over all of them.
      for (const [version, asRead] of Map.groupBy(sent, (order) => order.version)) {
        const ids = asRead.map(({ id }) => id);
        // In a transaction, since a write of many documents is not repeated by the driver when its answer is lost.
        await mongo.inTransaction(() =>
          orders
            .where(all(idsIn("_id", ids), Field.eq("version", version)))
            .updateAndCount(({ mailsDue }) => [mailsDue.pull(mail)]),
        );
      }
    },
    async reassign(fromOwnerKey, toOwnerKey) {
      // The version moves on as well, so that a change that is being written meanwhile is made again on the new owner.
      // All of them or none, and repeated when the answer is lost: the driver does not do that for many documents.
      await mongo.inTransaction(() =>
        orders
          .where({ ownerKey: fromOwnerKey })
          .updateAndCount(({ ownerKey, version }) => [ownerKey.set(toOwnerKey), version.inc(1)]),
      );
    },
  };
}
