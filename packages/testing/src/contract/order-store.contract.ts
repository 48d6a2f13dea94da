import type { Order } from "@scarlet/domain/orders";
import { beforeEach, describe, expect, test } from "vitest";
import { buildOrder, buildProduct } from "../builders/index.ts";
import { commit, type StockEngine } from "./stock-harness.ts";

const mug = buildProduct("order-mug", ["ORD-MUG"]);

/** What every order store must keep. Orders come into being through the stock store. */
export function describeOrderStore(name: string, open: () => Promise<StockEngine>): void {
  describe(`OrderStore: ${name}`, () => {
    let engine: StockEngine;
    const placed = async (change: { ownerKey?: string; agoMs?: number; email?: string } = {}) => {
      const { agoMs = 0, ...rest } = change;
      const now = new Date((await engine.now()).getTime() - agoMs);
      const order = buildOrder(mug, 1, { id: engine.newId(), now, ...rest });
      await commit(engine.store, { skus: ["ORD-MUG"] }, () => ({ inserts: [order] }));
      return order;
    };

    beforeEach(async () => {
      engine = await open();
      await engine.stockUp(mug, { "ORD-MUG": 50 });
    });

    test("gives an order back as it was put, with all that may be absent", async () => {
      const order = await placed();
      expect(await engine.orders.findById(order.id)).toEqual(order);
      const full = {
        ...order,
        version: 2,
        status: "paid" as const,
        address: {
          firstName: "Marta",
          lastName: "Lindqvist",
          street: "Zandstraat 4",
          postcode: "9000",
          town: "Gent",
          country: "BE" as const,
        },
        delivery: "express" as const,
        payment: { reference: "r1", gateway: "test", cardLast4: "4242", amountMinor: 3390, refundedMinor: 0 },
        settlement: {
          kind: "refund" as const,
          key: "k1",
          amountMinor: 3390,
          at: order.createdAt,
          state: "begun" as const,
        },
        lines: order.lines.map((line) => ({ ...line, cancelled: 1, returned: 2 })),
        mailsDue: ["paid" as const],
      };
      expect(await engine.orders.replace(full)).toBe(true);
      expect(await engine.orders.findById(order.id)).toEqual(full);
      const settled = { ...full, settlement: null, version: 3 };
      expect(await engine.orders.replace(settled)).toBe(true);
      expect(await engine.orders.findById(order.id)).toEqual(settled);
    });

    test("an unknown order is null", async () => {
      expect(await engine.orders.findById(engine.newId())).toBeNull();
    });

    test("replaces only the version one below, so of two writers one is told no", async () => {
      const order = await placed();
      const next = { ...order, email: "other@example.com", version: 2 };
      expect(await engine.orders.replace({ ...order, version: 3 })).toBe(false);
      const both = await Promise.all([engine.orders.replace(next), engine.orders.replace(next)]);
      expect(both.filter(Boolean)).toHaveLength(1);
      expect(
        await engine.orders.replace({ ...buildOrder(mug, 1, { id: engine.newId(), now: order.createdAt }) }),
      ).toBe(false);
    });

    test("lists newest first, narrowed by owner and status, in pages that lose and repeat nothing", async () => {
      const orders = [];
      for (let i = 0; i < 5; i++) orders.push(await placed({ agoMs: (5 - i) * 1000 }));
      const foreign = await placed({ ownerKey: "guest:g1", agoMs: 500 });
      const ids: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await engine.orders.list({
          limit: 2,
          ownerKey: "user:marta",
          ...(cursor ? { cursor } : {}),
        });
        ids.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor);
      expect(ids).toEqual(orders.map(({ id }) => id).toReversed());
      expect((await engine.orders.list({ limit: 10 })).items[0]?.id).toBe(foreign.id);
      expect((await engine.orders.list({ limit: 10, status: "paid" })).items).toEqual([]);
      expect((await engine.orders.list({ limit: 10, status: "pending" })).items).toHaveLength(6);
    });

    test("finds by any word of a name, as people write it, and by an address that begins with a digit", async () => {
      const order = await placed({ email: "7eleven@example.com" });
      const address = {
        firstName: "Zoë",
        lastName: "Müller-O’Brien",
        street: "Zandstraat 4",
        postcode: "9000",
        town: "Gent",
        country: "BE" as const,
      };
      expect(await engine.orders.replace({ ...order, version: 2, address })).toBe(true);
      await placed();
      const found = async (q: string) =>
        (await engine.orders.list({ limit: 10, q })).items.map(({ id }) => id);
      const said = [
        "Zoë",
        "zoe",
        "Zoë Müller",
        "muller zoe",
        "O’Brien",
        "o'brien",
        "obrien",
        "Brien",
        "Muller-O'Brien",
        "mullerobrien",
        "MÜLL",
        "Mu\u0308ller",
        "7el",
        "7",
        "7ELEVEN@example.com",
        order.number,
        order.number.slice(3),
        `#${order.number.toLowerCase()}`,
      ];
      for (const q of said) expect(await found(q), q).toEqual([order.id]);
      for (const q of ["Zoë Lindqvist", "üller", "!!!", "-", "💡", "@", "eleven", order.number.slice(0, -1)])
        expect(await found(q), q).toEqual([]);
    });

    test("finds by the number alone for whoever may not know whom an order is for", async () => {
      const order = await placed({ email: "7eleven@example.com" });
      const found = async (q: string) =>
        (await engine.orders.list({ limit: 10, q, byNumberOnly: true })).items.map(({ id }) => id);
      expect(await found(order.number)).toEqual([order.id]);
      for (const q of ["7", "7eleven@example.com", "marta", "!!!"]) expect(await found(q), q).toEqual([]);
    });

    test("finds by number and by the beginning of the mail address", async () => {
      const order = await placed({ email: "joris@example.com" });
      await placed();
      for (const q of [order.number, "joris"]) {
        expect((await engine.orders.list({ limit: 10, q })).items.map(({ id }) => id)).toEqual([order.id]);
      }
    });

    test("tells the orders whose money is under way for long enough, oldest first", async () => {
      const now = await engine.now();
      const marked = async (agoMs: number) => {
        const order = await placed();
        const at = new Date(now.getTime() - agoMs);
        const settlement = {
          kind: "charge" as const,
          key: `${order.id}-1`,
          amountMinor: 2400,
          at,
          state: "begun" as const,
        };
        await engine.orders.replace({ ...order, settlement, version: 2 });
        return order.id;
      };
      const [middle, , oldest] = [await marked(70_000), await marked(1000), await marked(90_000)];
      await placed();
      const before = new Date(now.getTime() - 60_000);
      const look = async (limit = 10, at = before) => (await engine.orders.unsettled(at, limit)).work;
      const ids = async (at = before) => (await look(10, at)).map(({ order }) => order.id);
      expect(await ids()).toEqual([oldest, middle]);
      expect(await look(1)).toHaveLength(1);

      const later = new Date(now.getTime() + 30_000);
      await engine.orders.settleLater(oldest, 3, later);
      expect(await ids()).toEqual([middle]);
      const rested = (await look(10, new Date(later.getTime() + 1))).find(({ order }) => order.id === oldest);
      expect(rested?.tries).toBe(3);
      await engine.orders.settleLater(oldest, 12, null);
      expect(await ids(new Date(now.getTime() + 10 ** 9))).not.toContain(oldest);
      await engine.orders.tryAgain(oldest, new Date(now.getTime() - 80_000));
      expect((await look()).map(({ order, tries }) => [order.id, tries])).toEqual([
        [oldest, 0],
        [middle, 0],
      ]);
      const order = await engine.orders.findById(middle);
      if (order === null) throw new Error("the order is gone");
      await engine.orders.settleLater(middle, 5, null);
      await engine.orders.replace({ ...order, email: "new@example.com", version: order.version + 1 });
      expect((await look()).find((each) => each.order.id === middle)?.tries).toBe(0);
    });

    test("tells by one look which kinds of work there are", async () => {
      const now = await engine.now();
      const inMs = (ms: number) => new Date(now.getTime() + ms);
      const due = async (at: Date, holdsEndBy = at) =>
        (await engine.orders.workDue(at, { settleBefore: at, holdsEndBy })).toSorted();
      const order = await placed();
      const held = { ...order, mailsDue: ["hold_ending" as const], holdExpiresAt: inMs(60_000), version: 2 };
      await engine.orders.replace(held);
      expect(await due(now)).toEqual([]);
      expect(await due(now, inMs(60_000))).toEqual(["mail"]);
      expect(await due(inMs(60_000))).toEqual(["holds"]);

      const settlement = { kind: "charge" as const, key: "one", amountMinor: 2400, state: "begun" as const };
      const paying = { ...held, status: "paid" as const, settlement: { ...settlement, at: now }, version: 3 };
      await engine.orders.replace(paying);
      expect(await due(now)).toEqual([]);
      expect(await due(inMs(1))).toEqual(["money"]);
      await engine.orders.settleLater(order.id, 1, inMs(5_000));
      expect(await due(inMs(5_000))).toEqual([]);

      await engine.orders.replace({ ...paying, settlement: null, mailsDue: ["paid"], version: 4 });
      expect(await due(now)).toEqual(["mail"]);
      await engine.orders.mailLater(order.id, 1, inMs(9_000));
      expect(await due(inMs(8_999))).toEqual([]);
      expect(await due(inMs(9_000))).toEqual(["mail"]);
    });

    test("mails that could not be sent wait for their time, are given up, and are due again when asked for", async () => {
      const order = await placed();
      const owing = { ...order, mailsDue: ["placed" as const], version: 2 };
      await engine.orders.replace(owing);
      const now = await engine.now();
      const inMs = (ms: number) => new Date(now.getTime() + ms);
      const due = async (at: Date) =>
        (await engine.orders.owingMail(at, at, 10)).work.map((each) => [each.order.id, each.tries]);
      expect(await due(now)).toEqual([[order.id, 0]]);
      await engine.orders.mailLater(order.id, 2, inMs(60_000));
      expect(await due(inMs(59_999))).toEqual([]);
      expect(await due(inMs(60_000))).toEqual([[order.id, 2]]);
      await engine.orders.mailsGivenUp(order.id);
      expect(await due(inMs(10 ** 9))).toEqual([]);
      // No write of the order loses them.
      await engine.orders.replace({ ...owing, mailsDue: [], version: 3 });
      await engine.orders.tryAgain(order.id, now);
      expect(await due(now)).toEqual([[order.id, 0]]);
      expect((await engine.orders.findById(order.id))?.mailsDue).toEqual(["placed"]);
    });

    test("tells the orders that owe a mail, and takes it off those that are as they were read", async () => {
      const owing = async (mailsDue: Order["mailsDue"], change: Partial<Order> = {}) => {
        const order = await placed();
        const next = { ...order, ...change, mailsDue, version: 2 };
        await engine.orders.replace(next);
        return next;
      };
      const now = await engine.now();
      const inMs = (ms: number) => new Date(now.getTime() + ms);
      await owing([]);
      const paid = await owing(["paid", "hold_ending"], { status: "paid" });
      const both = await owing(["placed", "hold_ending"], { holdExpiresAt: inMs(60_000) });
      await owing(["hold_ending"], { holdExpiresAt: inMs(300_000) });
      await owing(["hold_ending"], { holdExpiresAt: inMs(-1) });
      const ids = async () =>
        (await engine.orders.owingMail(now, inMs(120_000), 10)).work.map(({ order }) => order.id).toSorted();
      expect(await ids()).toEqual([paid.id, both.id].toSorted());
      expect((await engine.orders.owingMail(now, inMs(120_000), 1)).work).toHaveLength(1);
      await engine.orders.mailsSent("placed", [both, { ...paid, version: 1 }]);
      expect(await ids()).toEqual([paid.id, both.id].toSorted());
      await engine.orders.mailsSent("hold_ending", [both]);
      await engine.orders.mailsSent("paid", [{ ...paid, version: 1 }]);
      expect(await ids()).toEqual([paid.id]);
      await engine.orders.mailsSent("paid", [paid]);
      expect(await ids()).toEqual([]);
      expect(await engine.orders.findById(both.id)).toEqual({ ...both, mailsDue: [] });
    });

    test("gives all orders of a guest to a person", async () => {
      const order = await placed({ ownerKey: "guest:g1" });
      await engine.orders.reassign("guest:g1", "user:marta");
      expect(
        (await engine.orders.list({ limit: 10, ownerKey: "user:marta" })).items.map(({ id }) => id),
      ).toEqual([order.id]);
      expect((await engine.orders.list({ limit: 10, ownerKey: "guest:g1" })).items).toEqual([]);
    });
  });
}
