import { decodeCursor, idSchema } from "@scarlet/domain/kernel";
import { type Mail, type Mailer, type Outbox, sentMailSchema } from "@scarlet/domain/mail";
import { after, Field, isDuplicateKey, type Mongo, newId, pageOf } from "../mongo/index.ts";

const positionSchema = sentMailSchema.pick({ at: true }).extend({ id: idSchema });

/** The mailer of a shop without a mail server: stores each mail once, where staff can read it. */
export function createOutbox(mongo: Mongo): Mailer & Outbox {
  const { mails } = mongo.prisma.orm;
  return {
    async send(wanted) {
      const keys = wanted.map(({ key }) => key);
      if (keys.length === 0) return new Set();
      const there = await mails.where(Field.in("key", keys)).select("key").all();
      const known = new Set(there.map(({ key }) => key));
      await keep(
        mongo,
        wanted.filter(({ key }) => !known.has(key)),
      );
      return new Set(keys);
    },
    async list({ cursor, limit }) {
      const position = cursor === undefined ? undefined : decodeCursor(cursor, positionSchema);
      const found =
        position === undefined
          ? mails
          : mails.where(after({ field: "at", value: position.at, id: position.id }, -1));
      const records = await found
        .orderBy({ at: -1, _id: -1 })
        .limit(limit + 1)
        .all();
      const { shown, nextCursor } = pageOf(records, limit, ({ at, _id }) => ({ at, id: _id }));
      return { items: shown.map(({ _id, ...mail }) => mail), nextCursor };
    },
  };
}

/** Puts mails that nobody else can be putting there into the outbox: within whatever transaction is running. */
export async function putInOutbox(mongo: Mongo, fresh: readonly Mail[], at: Date): Promise<void> {
  await mongo.prisma.orm.mails.createAndCount(recordsOf(fresh, at));
}

function recordsOf(fresh: readonly Mail[], at: Date) {
  return fresh.map((mail) => ({ ...mail, _id: newId(), at }));
}

async function keep(mongo: Mongo, fresh: readonly Mail[]): Promise<void> {
  if (fresh.length === 0) return;
  const records = recordsOf(fresh, await mongo.clock.now());
  try {
    await mongo.prisma.orm.mails.createAndCount(records);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    // Another process is storing the same mails: insert one by one those that it has not stored.
    for (const record of records) await keepOne(mongo, record);
  }
}

async function keepOne(
  mongo: Mongo,
  record: Mail & { readonly _id: string; readonly at: Date },
): Promise<void> {
  try {
    await mongo.prisma.orm.mails.create(record);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}
