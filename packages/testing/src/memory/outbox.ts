import type { Mailer, Outbox } from "@scarlet/domain/mail";
import type { MemoryDatabase, Pause } from "./database.ts";
import { paginate } from "./paginate.ts";

/** A mailer in memory that keeps what it sends, and the outbox that shows it. */
export function createMemoryOutbox(db: MemoryDatabase, pause: Pause = () => {}): Mailer & Outbox {
  return {
    async send(mails) {
      await pause("mail: send");
      for (const mail of mails)
        if (!db.mails.has(mail.key)) db.mails.set(mail.key, { ...mail, at: db.clock.read() });
      await pause("mail: sent");
      return new Set(mails.map(({ key }) => key));
    },
    async list({ cursor, limit }) {
      return structuredClone(paginate([...db.mails.values()].toReversed(), cursor, limit));
    },
  };
}
