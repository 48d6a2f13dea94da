import type { Mailer, MailQueue, Outbox } from "@scarlet/domain/mail";
import { beforeEach, describe, expect, test, vi } from "vitest";

const mail = (key: string) => ({
  key,
  to: "marta@example.com",
  subject: `About ${key}`,
  text: "Hello.\n",
  html: "<p>Hello.</p>",
});

/** What every mailer that keeps an outbox must keep. Two processes on the same data, or the same twice. */
export function describeOutbox(
  name: string,
  open: () => Promise<readonly [Mailer & Outbox, Mailer & Outbox]>,
): void {
  describe(`Outbox: ${name}`, () => {
    let outbox: Mailer & Outbox;
    let other: Mailer & Outbox;
    beforeEach(async () => {
      [outbox, other] = await open();
    });

    test("keeps what is sent, newest first, in pages", async () => {
      for (const key of ["a", "b", "c"]) expect(await outbox.send([mail(key)])).toEqual(new Set([key]));
      const first = await other.list({ limit: 2 });
      const kept = ({ html: _html, ...told }: ReturnType<typeof mail>) => ({
        ...told,
        state: "kept",
        tries: 0,
      });
      expect(first.items).toMatchObject([kept(mail("c")), kept(mail("b"))]);
      const rest = await outbox.list({ limit: 2, cursor: first.nextCursor ?? "" });
      expect(rest).toMatchObject({
        items: [{ ...kept(mail("a")), at: expect.any(Date) }],
        nextCursor: null,
        counts: { waiting: 0, failed: 0 },
      });
    });

    test("sends a key once, one after another, at once, and beside others that are new", async () => {
      await outbox.send([mail("a")]);
      const both = await Promise.all([
        outbox.send([mail("a"), mail("b"), mail("c")]),
        other.send([{ ...mail("a"), text: "Other." }, mail("c"), mail("d")]),
      ]);
      expect(both).toEqual([new Set(["a", "b", "c"]), new Set(["a", "c", "d"])]);
      const { items } = await outbox.list({ limit: 10 });
      expect(items.map(({ key }) => key).toSorted()).toEqual(["a", "b", "c", "d"]);
      expect(items.find(({ key }) => key === "a")?.text).toBe("Hello.\n");
      expect(await outbox.send([])).toEqual(new Set());
    });
  });
}

/** A shop with a mail server: its outbox, and its queue in two processes or the same twice. */
export type OpenQueue = {
  readonly outbox: Mailer & Outbox;
  readonly queue: MailQueue;
  readonly other: MailQueue;
};

const LONG_MS = 900_000;

/** What every queue of mails must keep. */
export function describeMailQueue(name: string, open: () => Promise<OpenQueue>): void {
  describe(`MailQueue: ${name}`, () => {
    let shop: OpenQueue;
    const keys = async (queue: MailQueue, limit = 10) =>
      (await queue.take(limit, LONG_MS)).map(({ mail: { key } }) => key);
    /** Of two processes one may be told a time that is some milliseconds ahead of the other's. */
    const soonTaken = (queue: MailQueue) =>
      vi.waitFor(async () => {
        const taken = await queue.take(10, LONG_MS);
        expect(taken).not.toEqual([]);
        return taken;
      });
    const stateOf = async (key: string) => {
      const { items } = await shop.outbox.list({ limit: 10 });
      return items.find((each) => each.key === key);
    };
    beforeEach(async () => {
      shop = await open();
    });

    test("gives each waiting mail to one taker, whole, and no more than are asked for", async () => {
      const about = { orderId: "o".repeat(24), orderNumber: "SC-1" };
      await shop.outbox.send([{ ...mail("a"), about }, mail("b"), mail("c")]);
      const [first, second] = await Promise.all([shop.queue.take(2, LONG_MS), shop.other.take(3, LONG_MS)]);
      const rest = await shop.queue.take(3, LONG_MS);
      const taken = [...first, ...second, ...rest];
      expect(taken.map((each) => each.mail.key).toSorted()).toEqual(["a", "b", "c"]);
      expect(first.length).toBeLessThanOrEqual(2);
      expect(taken.find((each) => each.mail.key === "a")).toEqual({
        mail: { ...mail("a"), about },
        triesBefore: 0,
        hadTrouble: false,
      });
      expect(await keys(shop.other)).toEqual([]);
      expect(await stateOf("b")).toMatchObject({ state: "waiting", tries: 1 });
    });

    test("gives a mail again when whoever took it has not said what became of it in time", async () => {
      await shop.outbox.send([mail("a")]);
      expect(await shop.queue.take(1, 0)).toMatchObject([{ triesBefore: 0 }]);
      expect(await soonTaken(shop.other)).toMatchObject([{ triesBefore: 1 }]);
    });

    test("tells what became of a mail, and gives nobody one that was sent or has failed", async () => {
      await shop.outbox.send([mail("sent"), mail("later"), mail("failed")]);
      await keys(shop.queue);
      await shop.queue.sent("sent");
      await shop.queue.later("later", "busy", 60_000);
      await shop.queue.failed("failed", "no such mailbox");
      expect(await keys(shop.other)).toEqual([]);
      expect(await stateOf("sent")).toMatchObject({
        state: "sent",
        lastError: null,
        sentAt: expect.any(Date),
      });
      expect(await stateOf("later")).toMatchObject({
        state: "waiting",
        lastError: "busy",
        sendAfter: expect.any(Date),
        tries: 1,
      });
      expect(await stateOf("failed")).toMatchObject({ state: "failed", lastError: "no such mailbox" });
      const failed = await shop.outbox.list({ state: "failed", limit: 10 });
      expect(failed.items.map(({ key }) => key)).toEqual(["failed"]);
      expect(failed.counts).toEqual({ waiting: 1, failed: 1 });
    });

    test("lets a failed mail wait again with all its tries, and nothing else", async () => {
      await shop.outbox.send([mail("a"), mail("b")]);
      await keys(shop.queue);
      await shop.queue.failed("a", "full");
      await shop.queue.sent("b");
      expect(await shop.outbox.requeue("a")).toBe(true);
      expect(await shop.outbox.requeue("a")).toBe(false);
      expect(await shop.outbox.requeue("b")).toBe(false);
      expect(await shop.outbox.requeue("nobody's")).toBe(false);
      expect(await soonTaken(shop.other)).toMatchObject([
        { mail: { key: "a" }, triesBefore: 0, hadTrouble: true },
      ]);
    });

    test("tries again what was put off once its time has come", async () => {
      await shop.outbox.send([mail("a")]);
      await keys(shop.queue);
      await shop.queue.later("a", "busy", 0);
      expect(await soonTaken(shop.other)).toMatchObject([{ triesBefore: 1, hadTrouble: true }]);
    });
  });
}
