import type { Mail, MailQueue, TakenMail } from "@scarlet/domain/mail";
import { all, Field, type Mongo, type RecordOf } from "../mongo/index.ts";

/** The waiting mails of the outbox. */
export function createMailQueue(mongo: Mongo): MailQueue {
  const { mails } = mongo.prisma.orm;
  return {
    async take(limit, forMs) {
      const now = await mongo.clock.now();
      const due = await mails
        .where(all(Field.eq("state", "waiting"), Field.lte("sendAfter", now)))
        .orderBy({ sendAfter: 1 })
        .limit(limit)
        .all();
      const taken = await Promise.all(due.map((record) => takeOne(mongo, record, now.getTime() + forMs)));
      return taken.filter((each) => each !== null);
    },
    async sent(key) {
      const sentAt = await mongo.clock.now();
      await mails.where({ key }).update({ state: "sent", sendAfter: null, lastError: null, sentAt });
    },
    async later(key, reason, waitMs) {
      const sendAfter = new Date((await mongo.clock.now()).getTime() + waitMs);
      await mails.where({ key, state: "waiting" }).update({ sendAfter, lastError: reason });
    },
    async failed(key, reason) {
      await mails
        .where({ key, state: "waiting" })
        .update({ state: "failed", sendAfter: null, lastError: reason });
    },
  };
}

/** Null: somebody else has taken it meanwhile. Its tries are counted before it is tried, so that a crash counts too. */
async function takeOne(mongo: Mongo, record: RecordOf<"Mail">, untilMs: number): Promise<TakenMail | null> {
  const { key, sendAfter, tries } = record;
  const triesBefore = tries ?? 0;
  const mine = await mongo.prisma.orm.mails
    .where(all(Field.eq("key", key), Field.eq("state", "waiting"), Field.eq("sendAfter", sendAfter)))
    .update({ sendAfter: new Date(untilMs), tries: triesBefore + 1 });
  return mine === null
    ? null
    : { mail: mailOfRecord(record), triesBefore, hadTrouble: record.lastError !== null };
}

function mailOfRecord({ key, to, subject, text, html, orderId, orderNumber }: RecordOf<"Mail">): Mail {
  const mail = { key, to, subject, text, html: html ?? "" };
  return orderId === null || orderNumber === null ? mail : { ...mail, about: { orderId, orderNumber } };
}
