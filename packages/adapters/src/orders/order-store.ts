import { decodeCursor, searchTerms } from "@scarlet/domain/kernel";
import {
  addressToken,
  numberToken,
  type OrderStatus,
  type OrderStore,
  orderSchema,
} from "@scarlet/domain/orders";
import { HOLDING, replaceOrder } from "../inventory/index.ts";
import {
  after,
  all,
  answering,
  any,
  beginsWith,
  Field,
  type Filter,
  idsIn,
  type Mongo,
  pageOf,
  type RecordOf,
  recordOfRaw,
} from "../mongo/index.ts";
import { holdersAt } from "./holders.ts";
import { createHousekeepingQueries } from "./housekeeping-queries.ts";
import { orderRecords } from "./order-record.ts";

const positionSchema = orderSchema.pick({ createdAt: true, id: true });

type OrderList = Parameters<OrderStore["list"]>[0];

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
      const filters = matching(input, await mongo.clock.now());
      const found = filters.length > 0 ? orders.where(all(...filters)) : orders;
      const records = await found
        .orderBy({ createdAt: -1, _id: -1 })
        .limit(input.limit + 1)
        .all();
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

function matching({ status, q, ownerKey, byNumberOnly, cursor }: OrderList, now: Date): Filter[] {
  return [
    ...(ownerKey === undefined ? [] : [Field.eq("ownerKey", ownerKey)]),
    ...(status === undefined ? [] : [withStatus(status, now)]),
    ...(q === undefined || q === "" ? [] : [byNumberOnly ? numbered(q) : speakingOf(q)]),
    ...(cursor === undefined ? [] : [afterCursor(cursor)]),
  ];
}

/** By the status that people see: an order past its hold is expired at once, whatever is written. */
function withStatus(status: OrderStatus, now: Date): Filter {
  if (status === HOLDING) return all(Field.eq("status", HOLDING), Field.gt("holdExpiresAt", now));
  if (status !== "expired") return Field.eq("status", status);
  const ended = all(Field.eq("status", HOLDING), Field.lte("holdExpiresAt", now));
  return any(Field.eq("status", "expired"), ended);
}

function numbered(said: string): Filter {
  return Field.eq("tokens", numberToken(said.trim()));
}

/** `matchesSearch` of the domain, as an index answers it. */
function speakingOf(said: string): Filter {
  const spoken = said.trim();
  const words = answering("tokens", searchTerms(spoken) ?? []);
  return any(
    numbered(spoken),
    beginsWith("tokens", addressToken(spoken)),
    ...(words.length > 0 ? [all(...words)] : []),
  );
}

function afterCursor(cursor: string): Filter {
  const { createdAt, id } = decodeCursor(cursor, positionSchema);
  return after({ field: "createdAt", value: createdAt, id }, -1);
}
