import {
  MAX_COUNTED_MAILS,
  type Mail,
  type Mailer,
  type MailQueue,
  type Outbox,
  type OutboxMail,
} from "@scarlet/domain/mail";
import type { MemoryDatabase, Pause } from "./database.ts";
import { paginate } from "./paginate.ts";

/** What a memory outbox is told: whether there is a mail server, and where a test may hold it. */
export type MemoryOutboxOptions = { readonly delivers?: boolean; readonly pause?: Pause };

/** A mail as it is put into the outbox. */
export function outboxMail(
  mail: Mail,
  { at, delivers }: { readonly at: Date; readonly delivers: boolean },
): Mail & OutboxMail {
  const fate = delivers
    ? ({ state: "waiting", sendAfter: at } as const)
    : ({ state: "kept", sendAfter: null } as const);
  return { ...mail, at, tries: 0, lastError: null, sentAt: null, ...fate };
}

/** A mailer in memory that keeps what it sends, and the outbox that shows it. */
export function createMemoryOutbox(
  db: MemoryDatabase,
  { delivers = false, pause = () => {} }: MemoryOutboxOptions = {},
): Mailer & Outbox {
  const countOf = (wanted: string) =>
    Math.min([...db.mails.values()].filter(({ state }) => state === wanted).length, MAX_COUNTED_MAILS);
  return {
    async send(mails) {
      await pause("mail: send");
      const at = db.clock.read();
      for (const mail of mails)
        if (!db.mails.has(mail.key)) db.mails.set(mail.key, outboxMail(mail, { at, delivers }));
      await pause("mail: sent");
      return new Set(mails.map(({ key }) => key));
    },
    async list({ state, cursor, limit }) {
      const found = [...db.mails.values()].filter((mail) => state === undefined || mail.state === state);
      const { items, nextCursor } = paginate(found.toReversed(), cursor, limit);
      const shown = items.map(({ html: _html, about: _about, ...mail }) => mail);
      const counts = { waiting: countOf("waiting"), failed: countOf("failed") };
      return structuredClone({ items: shown, nextCursor, counts });
    },
    async requeue(key) {
      const mail = db.mails.get(key);
      if (mail?.state !== "failed") return false;
      db.mails.set(key, { ...mail, state: "waiting", sendAfter: db.clock.read(), tries: 0 });
      return true;
    },
  };
}

/** The waiting mails of a memory outbox. */
export function createMemoryMailQueue(db: MemoryDatabase): MailQueue {
  const later = (ms: number) => new Date(db.clock.read().getTime() + ms);
  const change = (key: string, changed: Partial<OutboxMail>) => {
    const mail = db.mails.get(key);
    if (mail !== undefined) db.mails.set(key, { ...mail, ...changed });
  };
  return {
    async take(limit, forMs) {
      const now = db.clock.read();
      const due = [...db.mails.values()]
        .filter(({ state, sendAfter }) => state === "waiting" && sendAfter !== null && sendAfter <= now)
        .toSorted((a, b) => Number(a.sendAfter) - Number(b.sendAfter))
        .slice(0, limit);
      for (const { key, tries } of due) change(key, { sendAfter: later(forMs), tries: tries + 1 });
      return due.map(({ key, to, subject, text, html, about, tries, lastError }) => ({
        mail: { key, to, subject, text, html, ...(about && { about }) },
        triesBefore: tries,
        hadTrouble: lastError !== null,
      }));
    },
    async sent(key) {
      change(key, { state: "sent", sendAfter: null, lastError: null, sentAt: db.clock.read() });
    },
    async later(key, reason, waitMs) {
      change(key, { sendAfter: later(waitMs), lastError: reason });
    },
    async failed(key, reason) {
      change(key, { state: "failed", sendAfter: null, lastError: reason });
    },
  };
}
