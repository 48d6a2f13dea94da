import { decodeCursor, idSchema } from "@scarlet/domain/kernel";
import {
  MAX_COUNTED_MAILS,
  type Mail,
  type Mailer,
  mailStateSchema,
  type Outbox,
  type OutboxMail,
  outboxMailSchema,
} from "@scarlet/domain/mail";
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

const positionSchema = outboxMailSchema.pick({ at: true }).extend({ id: idSchema });

/** Whether the shop has a mail server that takes what is written. */
export type MailUse = { readonly delivers: boolean };

/**
 * The mailer of the shop: writes each mail once, where staff can read it. With a mail server it waits there to be handed
 * over (`createMailQueue`); without one it is kept, and stays so when the shop has one later.
 */
export function createOutbox(mongo: Mongo, use: MailUse): Mailer & Outbox {
  const { mails } = mongo.prisma.orm;
  const countOf = (state: "waiting" | "failed") =>
    mongo.db.collection("mails").countDocuments({ state }, { limit: MAX_COUNTED_MAILS });
  return {
    async send(wanted) {
      const keys = wanted.map(({ key }) => key);
      if (keys.length === 0) return new Set();
      const there = await mails.where(Field.in("key", keys)).select("key").all();
      const known = new Set(there.map(({ key }) => key));
      await keep(
        mongo,
        wanted.filter(({ key }) => !known.has(key)),
        use,
      );
      return new Set(keys);
    },
    async list({ state, cursor, limit }) {
      const position = cursor === undefined ? undefined : decodeCursor(cursor, positionSchema);
      const filters = [
        ...(state === undefined ? [] : [Field.eq("state", state)]),
        ...(position === undefined ? [] : [after({ field: "at", value: position.at, id: position.id }, -1)]),
      ];
      const found = filters.length === 0 ? mails : mails.where(all(...filters));
      const [records, waiting, failed] = await Promise.all([
        found
          .orderBy({ at: -1, _id: -1 })
          .limit(limit + 1)
          .all(),
        countOf("waiting"),
        countOf("failed"),
      ]);
      const { shown, nextCursor } = pageOf(records, limit, ({ at, _id }) => ({ at, id: _id }));
      return { items: shown.map(fromRecord), nextCursor, counts: { waiting, failed } };
    },
    async requeue(key) {
      const now = await mongo.clock.now();
      const waits = { state: "waiting", sendAfter: now, tries: 0 };
      return (await mails.where({ key, state: "failed" }).update(waits)) !== null;
    },
  };
}

function fromRecord(record: RecordOf<"Mail">): OutboxMail {
  const { key, to, subject, text, at, state, tries, lastError, sendAfter, sentAt } = record;
  return {
    key,
    to,
    subject,
    text,
    at,
    state: state === null ? "kept" : mailStateSchema.parse(state),
    tries: tries ?? 0,
    lastError,
    sendAfter: state === "waiting" ? sendAfter : null,
    sentAt,
  };
}

/** Puts mails that nobody else can be putting there into the outbox: within whatever transaction is running. */
export async function putInOutbox(
  mongo: Mongo,
  fresh: readonly Mail[],
  { at, delivers }: MailUse & { readonly at: Date },
): Promise<void> {
  await mongo.prisma.orm.mails.createAndCount(recordsOf(fresh, { at, delivers }));
}

function recordsOf(fresh: readonly Mail[], { at, delivers }: MailUse & { readonly at: Date }) {
  return fresh.map(({ about, ...mail }) => ({
    ...mail,
    _id: newId(),
    at,
    orderId: about?.orderId ?? null,
    orderNumber: about?.orderNumber ?? null,
    state: delivers ? "waiting" : null,
    sendAfter: delivers ? at : null,
    tries: 0,
    lastError: null,
    sentAt: null,
  }));
}

type NewRecord = ReturnType<typeof recordsOf>[number];

async function keep(mongo: Mongo, fresh: readonly Mail[], { delivers }: MailUse): Promise<void> {
  if (fresh.length === 0) return;
  const records = recordsOf(fresh, { at: await mongo.clock.now(), delivers });
  try {
    await mongo.prisma.orm.mails.createAndCount(records);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    // Another process is storing the same mails: insert one by one those that it has not stored.
    for (const record of records) await keepOne(mongo, record);
  }
}

async function keepOne(mongo: Mongo, record: NewRecord): Promise<void> {
  try {
    await mongo.prisma.orm.mails.create(record);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}
