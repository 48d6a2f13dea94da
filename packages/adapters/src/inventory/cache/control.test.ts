import { describe, expect, test } from "vitest";
import { CacheSickError, type ControlState, type ControlStore, createCacheControl } from "./control.ts";
import { createCacheKeeper } from "./control-keeper.ts";

const log = { info() {}, warn() {}, error() {} };
const TIMES = {
  viewMs: 2_000,
  beginMs: 3_000,
  transactionMs: 5_000,
  marginMs: 5_000,
  renewMs: 500,
  healthyMs: 5_000,
};

/** A clock that only moves when somebody sleeps, or when the test says so. */
function world(start: Partial<ControlState> = {}) {
  let nowMs = 1_000;
  const sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  let document: ControlState = {
    mode: "off",
    epoch: 0,
    runId: "",
    sinceMs: 0,
    nowMs: 0,
    keptOff: null,
    ...start,
  };
  const guards: string[] = [];
  const store: ControlStore = {
    read: async () => ({ ...document, nowMs }),
    async change(from, to) {
      if (document.mode !== from.mode || document.epoch !== from.epoch) return false;
      if (to.mode !== "off" && document.keptOff !== null) return false;
      document = { ...document, ...to, sinceMs: nowMs, nowMs };
      return true;
    },
    async keepOff(kept) {
      document = { ...document, mode: "off", keptOff: kept, sinceMs: nowMs };
    },
    async letBack() {
      document = { ...document, keptOff: null };
    },
  };
  const redis = { runId: "one" as string | null, peers: false };
  const process = () => {
    const health = { runId: () => redis.runId, peersReachIt: async () => redis.peers };
    const monotonicMs = () => nowMs;
    const sleep = (ms: number) => new Promise<void>((wake) => void sleepers.push({ at: nowMs + ms, wake }));
    const control = createCacheControl({ store, health, log, times: TIMES, monotonicMs, sleep });
    const set = {
      setGuards: async (epoch: number) => void guards.push(`${epoch}d`),
      openGuards: async (epoch: number) => guards.at(-1) === `${epoch}d` && guards.push(`${epoch}`) > 0,
    };
    const keeper = createCacheKeeper({ control, store, health, guards: set, log, monotonicMs, sleep });
    return { ...control, step: () => keeper.step() };
  };
  return {
    process,
    redis,
    guards,
    store,
    document: () => document,
    async pass(ms: number) {
      await settle();
      nowMs += ms;
      for (const sleeper of sleepers.filter(({ at }) => at <= nowMs)) sleeper.wake();
      await settle();
    },
  };
}

async function outlastOff(shop: ReturnType<typeof world>, keeper: { step(): Promise<void> }): Promise<void> {
  await keeper.step();
  await shop.pass(2_000);
  await keeper.step();
}

async function settle(): Promise<void> {
  for (let i = 0; i < 50; i += 1) await Promise.resolve();
}

describe("the first start", () => {
  test("drains before it opens: nobody reads until every write without a fence has ended", async () => {
    const shop = world();
    const control = shop.process();
    await outlastOff(shop, control);
    await shop.pass(0);
    expect(shop.document().mode).toBe("drain");
    expect(shop.guards).toEqual(["1d"]);
    await shop.pass(9_999);
    await control.renew();
    expect(control.readable()).toBeNull();
    await shop.pass(1);
    expect(shop.document()).toMatchObject({ mode: "on", epoch: 1, runId: "one" });
    expect(shop.guards).toEqual(["1d", "1"]);
    await control.renew();
    expect(control.readable()?.epoch).toBe(1);
  });
});

describe("a process whose view is old", () => {
  test("reads the database: a view ends two seconds after it was sent for", async () => {
    const shop = world({ mode: "on", epoch: 4, runId: "one" });
    const control = shop.process();
    await control.renew();
    expect(control.readable()?.epoch).toBe(4);
    await shop.pass(1_999);
    expect(control.readable()).not.toBeNull();
    await shop.pass(1);
    expect(control.readable()).toBeNull();
    expect(control.view()).toBeNull();
  });

  test("does not use a Redis that is another one than the document speaks of", async () => {
    const shop = world({ mode: "on", epoch: 4, runId: "one" });
    const control = shop.process();
    await control.renew();
    shop.redis.runId = "two";
    expect(control.readable()).toBeNull();
    shop.redis.runId = null;
    expect(control.readable()).toBeNull();
  });
});

describe("switching off", () => {
  test("lets nobody write without a fence until every reader's view has run out", async () => {
    const shop = world({ mode: "on", epoch: 4, runId: "one" });
    const control = shop.process();
    let done = false;
    const off = control.switchOff("no answer").then(() => {
      done = true;
    });
    await shop.pass(0);
    expect(shop.document().mode).toBe("off");
    const early = control.view();
    expect(early && control.mayWriteUnfenced(early)).toBe(false);
    await shop.pass(1_999);
    expect(done).toBe(false);
    await shop.pass(1);
    await off;
    const view = control.view();
    expect(view && control.mayWriteUnfenced(view)).toBe(true);
  });

  test("a process that only learns of it waits as long", async () => {
    const shop = world({ mode: "off", epoch: 4, runId: "one" });
    const control = shop.process();
    const view = await control.renew();
    expect(control.mayWriteUnfenced(view)).toBe(false);
    await shop.pass(2_000);
    expect(control.mayWriteUnfenced(await control.renew())).toBe(true);
  });

  test("a writer who knows of an old off only waits, and takes nothing back that has begun since", async () => {
    const shop = world({ mode: "off", epoch: 4, runId: "" });
    const [writer, keeper] = [shop.process(), shop.process()];
    await writer.renew();
    await outlastOff(shop, keeper);
    await shop.pass(0);
    expect(shop.document()).toMatchObject({ mode: "drain", epoch: 5 });
    await writer.waitWhileOff();
    expect(shop.document()).toMatchObject({ mode: "drain", epoch: 5 });
  });

  test("is refused to a process that alone cannot reach Redis", async () => {
    const shop = world({ mode: "on", epoch: 4, runId: "one" });
    shop.redis.peers = true;
    await expect(shop.process().switchOff("no answer")).rejects.toBeInstanceOf(CacheSickError);
    expect(shop.document().mode).toBe("on");
  });
});

describe("coming back", () => {
  test("waits until Redis has been well for a while, and takes a new epoch", async () => {
    const shop = world({ mode: "off", epoch: 4, runId: "one" });
    const control = shop.process();
    await control.step();
    await shop.pass(4_999);
    await control.step();
    expect(shop.document().mode).toBe("off");
    await shop.pass(1);
    await control.step();
    await shop.pass(10_000);
    expect(shop.document()).toMatchObject({ mode: "on", epoch: 5 });
  });

  test("begins no drain while somebody may still read by a view of on: its writers fence in another epoch", async () => {
    const shop = world({ mode: "on", epoch: 4, runId: "one" });
    const [reader, keeper] = [shop.process(), shop.process()];
    await keeper.step();
    await shop.pass(5_000);
    await keeper.step();
    await reader.renew();
    await shop.store.change({ mode: "on", epoch: 4 }, { mode: "off", epoch: 4, runId: "one" });
    await keeper.step();
    await shop.pass(1_999);
    await keeper.step();
    await shop.pass(0);
    expect(reader.readable()?.epoch).toBe(4);
    expect(shop.document().mode).toBe("off");
    await shop.pass(1);
    await keeper.step();
    await shop.pass(0);
    expect(reader.readable()).toBeNull();
    expect(shop.document()).toMatchObject({ mode: "drain", epoch: 5 });
  });

  test("does not open after a drain in which Redis was emptied: the drain's fences are forgotten", async () => {
    const shop = world({ mode: "off", epoch: 4, runId: "" });
    const control = shop.process();
    await outlastOff(shop, control);
    await shop.pass(5_000);
    shop.guards.length = 0;
    await shop.pass(5_000);
    expect(shop.document()).toMatchObject({ mode: "drain", epoch: 5 });
    await shop.pass(5_000);
    await control.step();
    await shop.pass(10_000);
    expect(shop.document()).toMatchObject({ mode: "on", epoch: 6 });
  });

  test("a drain that was overtaken leaves the guards of the next one alone", async () => {
    const shop = world({ mode: "off", epoch: 4, runId: "" });
    const [first, second] = [shop.process(), shop.process()];
    await outlastOff(shop, first);
    await shop.pass(1_000);
    const off = second.switchOff("no answer");
    await shop.pass(2_000);
    await off;
    await second.step();
    await shop.pass(5_000);
    await second.step();
    await shop.pass(0);
    expect(shop.document()).toMatchObject({ mode: "drain", epoch: 6 });
    await shop.pass(2_000);
    expect(shop.guards).toEqual(["5d", "6d"]);
  });

  test("another Redis or an emptied one is switched off first", async () => {
    for (const trouble of ["restarted", "emptied"] as const) {
      const shop = world({ mode: "on", epoch: 4, runId: "one" });
      const control = shop.process();
      await control.step();
      await shop.pass(5_000);
      if (trouble === "restarted") shop.redis.runId = "two";
      else control.guardMissing(4);
      await control.step();
      expect(shop.document(), trouble).toMatchObject({ mode: "off", epoch: 4 });
    }
  });

  test("a drain whose process died is begun anew with another epoch", async () => {
    const shop = world({ mode: "drain", epoch: 4, runId: "one", sinceMs: 1_000 });
    const control = shop.process();
    await control.step();
    await shop.pass(14_999);
    await control.step();
    expect(shop.document().epoch).toBe(4);
    await shop.pass(1);
    await control.step();
    await shop.pass(0);
    expect(shop.document()).toMatchObject({ mode: "drain", epoch: 5 });
  });
});

describe("kept off by hand", () => {
  const KEPT = { by: "Ines Okafor", why: "Redis moves house" };

  test("it stays off however well Redis is, and comes back through a drain once it is let back", async () => {
    const shop = world({ mode: "on", epoch: 4, runId: "one" });
    const control = shop.process();
    await control.step();
    await shop.store.keepOff(KEPT);
    await control.step();
    expect(control.readable()).toBeNull();
    await shop.pass(60_000);
    await control.step();
    expect(shop.document()).toMatchObject({ mode: "off", epoch: 4, keptOff: KEPT });
    await shop.store.letBack();
    await control.step();
    await shop.pass(0);
    expect(shop.document()).toMatchObject({ mode: "drain", epoch: 5 });
    await shop.pass(10_000);
    expect(shop.document()).toMatchObject({ mode: "on", epoch: 5 });
  });

  test("a drain under way does not end in its return", async () => {
    const shop = world({ mode: "off", epoch: 4, runId: "one" });
    const control = shop.process();
    await control.step();
    await shop.pass(5_000);
    await control.step();
    await shop.pass(0);
    expect(shop.document().mode).toBe("drain");
    await shop.store.keepOff(KEPT);
    await shop.pass(10_000);
    await control.step();
    expect(shop.document()).toMatchObject({ mode: "off", keptOff: KEPT });
  });
});
