import type { BackInStockRequest, BackInStockStore, WriteMail } from "@scarlet/domain/back-in-stock";
import { adjust, release, reserve, type StockDraft } from "@scarlet/domain/inventory";
import type { Outbox } from "@scarlet/domain/mail";
import { beforeEach, describe, expect, test } from "vitest";
import { buildProduct } from "../builders/index.ts";
import { commit, freshCause, type StockEngine } from "./stock-harness.ts";

/** A store under test with a second instance on the same data, the stock that it reads, and the outbox that it writes. */
export type BackInStockEngine = {
  readonly engine: StockEngine;
  readonly store: BackInStockStore;
  readonly other: BackInStockStore;
  readonly outbox: Outbox;
};

const SKU = "CUP-RED";
const OTHER = "CUP-SEA";
const EMPTY = "CUP-GONE";
const write: WriteMail = ({ id, email }, waitsForMore) => ({
  key: `back-in-stock:${id}`,
  to: email,
  subject: "It is back",
  text: waitsForMore ? "and more" : "that was all",
  html: "",
});

/** What every store of back-in-stock requests must keep. */
export function describeBackInStockStore(name: string, open: () => Promise<BackInStockEngine>): void {
  describe(`BackInStockStore: ${name}`, () => {
    let parts: BackInStockEngine;
    let begun: number;
    beforeEach(async () => {
      parts = await open();
      await parts.engine.stockUp(buildProduct("cup", [SKU, OTHER, EMPTY]), {
        [SKU]: 0,
        [OTHER]: 9,
        [EMPTY]: 0,
      });
      begun = (await parts.engine.now()).getTime();
    });

    /** The later, the higher the number. */
    const request = (person: string, place: number, sku = SKU): BackInStockRequest => ({
      id: parts.engine.newId(),
      sku,
      email: `${person}@Example.com`,
      address: `${person.toLowerCase()}@example.com`,
      at: new Date(begun + place),
    });
    const ask = async (person: string, place: number, sku = SKU) => {
      const made = request(person, place, sku);
      await parts.store.add(made);
      return made;
    };
    const move = (change: (draft: StockDraft) => void) =>
      commit(parts.engine.store, { skus: [SKU] }, () => ({ move: change }));
    const arrive = (pieces: number) =>
      move((draft) => adjust(draft, { sku: SKU, delta: pieces, reason: "received" }, freshCause()));
    const mails = async () => (await parts.outbox.list({ limit: 100 })).items;
    const told = async () => (await mails()).map(({ to }) => to.split("@")[0] ?? "").toSorted();

    test("an address waits for a SKU once, however it is written and whoever asks, and keeps its place", async () => {
      await ask("ann", 1);
      await Promise.all([ask("bea", 2), parts.other.add(request("Bea", 2))]);
      await ask("Ann", 9);
      expect(await parts.store.countOf(SKU)).toBe(2);
      await arrive(1);
      expect(await parts.store.tellNext(SKU, write)).toBe(1);
      expect(await mails()).toMatchObject([{ to: "ann@Example.com", text: "that was all" }]);
    });

    test("tells as many as there are pieces, the first first, and forgets them", async () => {
      for (const [place, person] of ["cid", "ann", "bea"].entries()) await ask(person, place);
      await ask("cid", 9, OTHER);
      expect(await parts.store.tellNext(SKU, write)).toBe(0);
      expect(await mails()).toEqual([]);
      await arrive(2);
      expect(await parts.store.tellNext(SKU, write)).toBe(2);
      expect(await told()).toEqual(["ann", "cid"]);
      expect((await mails()).find(({ to }) => to.startsWith("cid"))?.text).toBe("and more");
      expect([await parts.store.countOf(SKU), await parts.store.countOf(OTHER)]).toEqual([1, 1]);
      expect(await parts.other.tellNext(SKU, write)).toBe(0);
    });

    test("whoever was told counts against the pieces until a piece is taken", async () => {
      for (let place = 0; place < 6; place += 1) await ask(`p${place}`, place);
      await arrive(2);
      expect(await parts.store.tellNext(SKU, write)).toBe(2);
      await move((draft) => reserve(draft, [{ sku: SKU, quantity: 1 }], freshCause()));
      expect(await parts.store.tellNext(SKU, write)).toBe(0);
      await move((draft) => release(draft, [{ sku: SKU, quantity: 1 }], freshCause()));
      expect(await parts.store.tellNext(SKU, write)).toBe(0);
      await move((draft) => reserve(draft, [{ sku: SKU, quantity: 2 }], freshCause()));
      await arrive(1);
      expect(await parts.store.tellNext(SKU, write)).toBe(1);
      expect(await parts.store.tellNext(SKU, write)).toBe(0);
      expect(await told()).toEqual(["p0", "p1", "p2"]);
    });

    test("pieces that staff count away were meant for whoever was told of them", async () => {
      for (let place = 0; place < 4; place += 1) await ask(`p${place}`, place);
      await arrive(2);
      expect(await parts.store.tellNext(SKU, write)).toBe(2);
      await move((draft) => adjust(draft, { sku: SKU, delta: -2, reason: "damaged" }, freshCause()));
      expect(await parts.store.tellNext(SKU, write)).toBe(0);
      await arrive(1);
      expect(await parts.store.tellNext(SKU, write)).toBe(1);
      expect(await told()).toEqual(["p0", "p1", "p2"]);
    });

    test("two that tell at once tell nobody twice, and no more people than pieces", async () => {
      for (let place = 0; place < 8; place += 1) await ask(`p${place}`, place);
      await arrive(3);
      const { store, other } = parts;
      const counts = await Promise.all([store, other, store, other].map((each) => each.tellNext(SKU, write)));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3);
      expect(await told()).toEqual(["p0", "p1", "p2"]);
      expect(await store.countOf(SKU)).toBe(5);
    });

    test("a sale that begins while somebody is being told is not held up, and its piece is not told of again", async () => {
      for (let place = 0; place < 3; place += 1) await ask(`p${place}`, place);
      await arrive(1);
      let sale: Promise<unknown> = Promise.resolve();
      const sellMeanwhile: WriteMail = (...of) => {
        sale = commit(parts.engine.other, { skus: [SKU] }, () => ({
          move: (draft) => reserve(draft, [{ sku: SKU, quantity: 1 }], freshCause()),
        }));
        return write(...of);
      };
      expect(await parts.store.tellNext(SKU, sellMeanwhile)).toBe(1);
      await sale;
      expect(await parts.store.buyable([SKU])).toEqual([]);
      expect(await parts.store.tellNext(SKU, write)).toBe(0);
      await arrive(1);
      expect(await parts.store.tellNext(SKU, write)).toBe(1);
      expect(await parts.store.tellNext(SKU, write)).toBe(0);
      expect(await told()).toEqual(["p0", "p1"]);
    });

    test("what cannot be written changes nothing", async () => {
      await ask("ann", 1);
      await arrive(1);
      const fail = () => {
        throw new Error("no words");
      };
      await expect(parts.store.tellNext(SKU, fail)).rejects.toThrow("no words");
      expect([await parts.store.countOf(SKU), await mails()]).toEqual([1, []]);
      expect(await parts.store.tellNext(SKU, write)).toBe(1);
    });

    test("knows what is waited for, in order and in pages, and what of it can be bought", async () => {
      for (const sku of [OTHER, SKU, EMPTY]) await ask("ann", 1, sku);
      await ask("bea", 2, OTHER);
      expect(await parts.store.skusAfter(null, 2)).toEqual([EMPTY, SKU]);
      expect(await parts.store.skusAfter(SKU, 2)).toEqual([OTHER]);
      expect(await parts.store.buyable([EMPTY, SKU, OTHER, "NO-SUCH"])).toEqual([OTHER]);
      expect(await parts.store.buyable([])).toEqual([]);
      await parts.store.forget("ann@example.com");
      expect(await parts.store.skusAfter(null, 9)).toEqual([OTHER]);
      expect(await parts.store.tellNext("NO-SUCH", write)).toBe(0);
    });

    test("takes one request back, or all of an address, and knows no others", async () => {
      const first = await ask("ann", 1);
      await ask("ann", 2, OTHER);
      await ask("bea", 3);
      const dropped = await ask("ann", 4);
      await parts.store.remove(dropped.id);
      expect(await parts.store.countOf(SKU)).toBe(2);
      await parts.store.remove(first.id);
      await parts.store.remove(first.id);
      expect([await parts.store.countOf(SKU), await parts.store.countOf(OTHER)]).toEqual([1, 1]);
      await parts.store.forget("ann@example.com");
      await parts.store.forget("nobody@example.com");
      expect([await parts.store.countOf(SKU), await parts.store.countOf(OTHER)]).toEqual([1, 0]);
    });

    test("of an address the latest twenty stay", async () => {
      for (let place = 0; place < 22; place += 1)
        await ask("ann", place, `MANY-${String(place).padStart(2, "0")}`);
      const kept = await parts.store.skusAfter(null, 50);
      expect([kept.length, kept[0], kept.at(-1)]).toEqual([20, "MANY-02", "MANY-21"]);
    });
  });
}
