import type { Mailer, Outbox } from "@scarlet/domain/mail";
import { beforeEach, describe, expect, test } from "vitest";

/** What every mailer that keeps an outbox must keep. Two processes on the same data, or the same twice. */
export function describeOutbox(
  name: string,
  open: () => Promise<readonly [Mailer & Outbox, Mailer & Outbox]>,
): void {
  describe(`Outbox: ${name}`, () => {
    let outbox: Mailer & Outbox;
    let other: Mailer & Outbox;
    const mail = (key: string) => ({
      key,
      to: "marta@example.com",
      subject: `About ${key}`,
      text: "Hello.\n",
    });
    beforeEach(async () => {
      [outbox, other] = await open();
    });

    test("keeps what is sent, newest first, in pages", async () => {
      for (const key of ["a", "b", "c"]) expect(await outbox.send([mail(key)])).toEqual(new Set([key]));
      const first = await other.list({ limit: 2 });
      expect(first.items).toMatchObject([mail("c"), mail("b")]);
      const rest = await outbox.list({ limit: 2, cursor: first.nextCursor ?? "" });
      expect(rest).toMatchObject({ items: [{ ...mail("a"), at: expect.any(Date) }], nextCursor: null });
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
