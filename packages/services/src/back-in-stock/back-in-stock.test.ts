import type { WriteMail } from "@scarlet/domain/back-in-stock";
import { buildProduct, guest, staff, user } from "@scarlet/testing/builders";
import { type Pause, stockUp } from "@scarlet/testing/memory";
import { beforeEach, describe, expect, test } from "vitest";
import { crashAt } from "../../test/held-order-fixture.ts";
import { openShop, type Shop } from "../../test/memory-shop.ts";
import { adjustStock } from "../inventory/index.ts";
import { placeOrder } from "../orders/index.ts";
import { countWaiting, forgetRequests, lookAtWaiting, requestBackInStock, tellWaiting } from "./index.ts";

const mug = buildProduct("mug", ["MUG-1", "MUG-2"]);
const NOBODY = { kind: "anonymous" } as const;
const SYSTEM = { kind: "system", name: "Scarlet" } as const;
const links = {
  product: (slug: string, sku: string) => `/${slug}/${sku}`,
  forget: (key: string) => `/forget/${key}`,
};
const code = (word: string) => expect.objectContaining({ code: word });
const MINUTE_MS = 60_000;
let shop: Shop;
let keys = 0;

beforeEach(() => {
  shop = openShop();
  stockUp(shop.db, mug, { "MUG-1": 0, "MUG-2": 0 });
});

const ask = (email: string, sku = "MUG-1") => {
  shop.db.clock.advance(1);
  return requestBackInStock(shop.as(NOBODY), { sku, email });
};
const arrive = (delta: number, sku = "MUG-1") => {
  keys += 1;
  return adjustStock(shop.as(staff("inventory")), { sku, delta, reason: "received" }, `arrive-${keys}`);
};
const buy = (quantity = 1) => {
  keys += 1;
  return placeOrder(shop.as(user(`buyer-${keys}`)), { items: [{ sku: "MUG-1", quantity }] }, `buy-${keys}`);
};
const sweep = (from = shop) => tellWaiting(from.as(SYSTEM), ["MUG-1", "MUG-2"], links);
const told = () => [...shop.db.mails.values()].map(({ to }) => to.split("@")[0]);
const waiting = () => [...shop.db.backInStockRequests.values()].map(({ email }) => email);

describe("asking", () => {
  test("is for anybody: a stranger and a guest with an address, whoever is signed in without", async () => {
    expect(await ask("Ann@example.com")).toEqual({
      sku: "MUG-1",
      email: "Ann@example.com",
      forgetKey: expect.any(String),
    });
    await requestBackInStock(shop.as(guest("g")), { sku: "MUG-1", email: "bea@example.com" });
    const cid = { ...user("cid"), email: "cid@example.com" };
    const asked = await requestBackInStock(shop.as(cid), { sku: "MUG-1" });
    expect(asked.email).toBe("cid@example.com");
    expect(waiting()).toEqual(["Ann@example.com", "bea@example.com", "cid@example.com"]);
    await expect(requestBackInStock(shop.as(guest("g")), { sku: "MUG-1" })).rejects.toEqual(
      code("back_in_stock.address_needed"),
    );
  });

  test("again answers the same, keeps the first place, and gives nobody the way to take the first one back", async () => {
    const first = await ask("ann@example.com");
    const again = await ask("ANN@example.com");
    expect(Object.keys(again)).toEqual(Object.keys(first));
    expect(waiting()).toEqual(["ann@example.com"]);
    expect(await forgetRequests(shop.as(NOBODY), { key: again.forgetKey })).toEqual({ forgotten: true });
    expect(waiting()).toEqual(["ann@example.com"]);
    expect(await forgetRequests(shop.as(NOBODY), { key: first.forgetKey })).toEqual({ forgotten: true });
    expect(waiting()).toEqual([]);
    expect(await forgetRequests(shop.as(NOBODY), { key: first.forgetKey })).toEqual({ forgotten: true });
  });

  test("whose answer was lost can be taken back all the same: the same key makes the same request", async () => {
    const again = (key: string, email = "ann@example.com") =>
      requestBackInStock(shop.as(NOBODY), { sku: "MUG-1", email }, key);
    await again("k1");
    const { forgetKey } = await again("k1");
    await again("k1", "bea@example.com");
    const other = await again("k2");
    await forgetRequests(shop.as(NOBODY), { key: other.forgetKey });
    expect(waiting()).toEqual(["ann@example.com", "bea@example.com"]);
    await forgetRequests(shop.as(NOBODY), { key: forgetKey });
    expect(waiting()).toEqual(["bea@example.com"]);
  });

  test("is refused for what can be bought and what is not there, and keeps no address then", async () => {
    await arrive(2);
    await expect(ask("ann@example.com")).rejects.toEqual(code("back_in_stock.still_in_stock"));
    await expect(ask("ann@example.com", "NO-SUCH")).rejects.toEqual(code("inventory.sku_not_found"));
    stockUp(shop.db, buildProduct("draft", ["DRAFT-1"], { status: "draft" }), 0);
    await expect(ask("ann@example.com", "DRAFT-1")).rejects.toEqual(code("inventory.sku_not_found"));
    await expect(forgetRequests(shop.as(NOBODY), { key: "made-up" })).rejects.toEqual(
      code("back_in_stock.unknown_key"),
    );
    expect(waiting()).toEqual([]);
  });

  test("staff see how many wait; a full list takes nobody more, whoever was in it", async () => {
    await ask("ann@example.com");
    expect(await countWaiting(shop.as(staff("support")), { sku: "MUG-1" })).toEqual({ waiting: 1 });
    await expect(countWaiting(shop.as(user("ann")), { sku: "MUG-1" })).rejects.toEqual(
      code("accounts.forbidden"),
    );
    for (let at = 1; at < 5_000; at += 1) {
      const email = `p${at}@example.com`;
      shop.db.backInStockRequests.set(`${at}`, {
        id: `${at}`,
        sku: "MUG-1",
        email,
        address: email,
        at: new Date(at),
      });
    }
    for (const email of ["bea@example.com", "ann@example.com"])
      await expect(ask(email)).rejects.toEqual(code("back_in_stock.too_many_waiting"));
  });
});

describe("telling", () => {
  test("3 pieces and 300 people: three mails, three more for each piece that comes or each hour that passes", async () => {
    for (let place = 0; place < 300; place += 1) await ask(`p${place}@example.com`);
    await arrive(3);
    for (let again = 0; again < 5; again += 1) await sweep();
    expect(told()).toEqual(["p0", "p1", "p2"]);
    await buy(2);
    await sweep();
    expect(told()).toHaveLength(3);
    await arrive(1);
    await sweep();
    expect(told()).toEqual(["p0", "p1", "p2", "p3"]);
    shop.db.clock.advance(60 * MINUTE_MS);
    await sweep();
    await sweep();
    expect(told()).toHaveLength(6);
    expect(waiting()).toHaveLength(294);
  });

  test("whoever waits for more gets a link that forgets all of it", async () => {
    await ask("ann@example.com");
    await ask("Ann@example.com", "MUG-2");
    await arrive(1);
    await sweep();
    const [mail] = shop.db.mails.values();
    const key = /\/forget\/(\S+)/.exec(mail?.text ?? "")?.[1] ?? "";
    await forgetRequests(shop.as(NOBODY), { key });
    expect(waiting()).toEqual([]);
  });

  test("what is not on show is not told of, and one that fails keeps nobody else waiting", async () => {
    await ask("ann@example.com");
    await ask("bea@example.com", "MUG-2");
    await arrive(1);
    await arrive(1, "MUG-2");
    const real = shop.services.backInStock;
    const failing = {
      ...shop.as(SYSTEM),
      backInStock: {
        ...real,
        tellNext: (sku: string, write: WriteMail) =>
          sku === "MUG-1" ? Promise.reject(new Error("down")) : real.tellNext(sku, write),
      },
    };
    expect(await tellWaiting(failing, ["MUG-1", "MUG-2"], links)).toBe(1);
    expect(told()).toEqual(["bea"]);
    expect(shop.log.lines).toMatchObject([{ level: "warn", fields: { sku: "MUG-1" } }]);
    shop.db.products.set(mug.id, { ...mug, status: "archived" });
    expect(await sweep()).toBe(0);
    expect(waiting()).toEqual(["ann@example.com"]);
  });

  test("a walk finds all that somebody waits for, whoever forgot to tell", async () => {
    for (let at = 0; at < 205; at += 1) {
      const sku = `THING-${String(at).padStart(3, "0")}`;
      stockUp(shop.db, buildProduct(`thing-${at}`, [sku]), at === 204 ? 1 : 0);
      const email = "ann@example.com";
      shop.db.backInStockRequests.set(`${at}`, { id: `${at}`, sku, email, address: email, at: new Date(at) });
    }
    const on = await lookAtWaiting(shop.as(SYSTEM), null, links);
    expect([on, told()]).toEqual(["THING-199", []]);
    expect(await lookAtWaiting(shop.as(SYSTEM), on, links)).toBeNull();
    expect(told()).toEqual(["ann"]);
  });
});

/** Lets a process wait at a step until it is told to go on. */
function gate(step: string) {
  let open = () => {};
  let arrived = () => {};
  const isThere = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const pause: Pause = async (at) => {
    if (at !== step) return;
    arrived();
    await opened;
  };
  return { pause, isThere, open: () => open() };
}

describe("at the same moment", () => {
  const DECIDED = "back in stock: decided";

  test("two processes that decided on the same pieces tell each person once and no more than there are pieces", async () => {
    for (const person of ["ann", "bea", "cid", "dan"]) await ask(`${person}@example.com`);
    await arrive(2);
    const gates = [gate(DECIDED), gate(DECIDED)];
    const sweeps = gates.map(({ pause }) => sweep(openShop({ db: shop.db, pause })));
    await Promise.all(gates.map(({ isThere }) => isThere));
    for (const { open } of gates) open();
    expect((await Promise.all(sweeps)).toSorted((a, b) => a - b)).toEqual([0, 2]);
    expect(told()).toEqual(["ann", "bea"]);
  });

  test("a sale beside it is not held up, and its piece is no reason to tell somebody more", async () => {
    for (const person of ["ann", "bea", "cid"]) await ask(`${person}@example.com`);
    await arrive(1);
    const { pause, isThere, open } = gate(DECIDED);
    const sweeping = sweep(openShop({ db: shop.db, pause }));
    await isThere;
    await buy();
    open();
    expect(await sweeping).toBe(1);
    await sweep();
    expect(told()).toEqual(["ann"]);
    await arrive(1);
    await sweep();
    await sweep();
    expect(told()).toEqual(["ann", "bea"]);
  });

  test("whoever takes a request back while it is decided on is not written to; the next one is", async () => {
    const { forgetKey } = await ask("ann@example.com");
    await ask("bea@example.com");
    await arrive(1);
    const { pause, isThere, open } = gate(DECIDED);
    const sweeping = sweep(openShop({ db: shop.db, pause }));
    await isThere;
    await forgetRequests(shop.as(NOBODY), { key: forgetKey });
    open();
    expect(await sweeping).toBe(1);
    expect(told()).toEqual(["bea"]);
  });

  test.each([DECIDED, "back in stock: told"])(
    'killed at "%s", each is told exactly once in the end',
    async (step) => {
      await ask("ann@example.com");
      await ask("bea@example.com");
      await arrive(1);
      const dying = openShop({ db: shop.db, pause: crashAt(step) });
      expect(await sweep(dying)).toBe(0);
      expect(dying.log.lines).toMatchObject([{ level: "warn" }]);
      await sweep();
      await sweep();
      expect([told(), waiting()]).toEqual([["ann"], ["bea@example.com"]]);
    },
  );
});
