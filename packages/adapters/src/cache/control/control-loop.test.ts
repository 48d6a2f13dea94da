import { describe, expect, test, vi } from "vitest";
import { openWorld, outlastOff } from "../../../test/stock-cache/control-world.ts";

describe("coming back", () => {
  test("waits until Redis has been well for a while, and takes a new epoch", async () => {
    const shop = openWorld({ mode: "off", epoch: 4, runId: "one" });
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

  test("begins no drain while a reading of on may still be in use: its writers fence in another epoch", async () => {
    const shop = openWorld({ mode: "on", epoch: 4, runId: "one" });
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
    const shop = openWorld({ mode: "off", epoch: 4, runId: "" });
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
    const shop = openWorld({ mode: "off", epoch: 4, runId: "" });
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
      const shop = openWorld({ mode: "on", epoch: 4, runId: "one" });
      const control = shop.process();
      await control.step();
      await shop.pass(5_000);
      if (trouble === "restarted") shop.redis.runId = "two";
      else control.reportGuardMissing(4);
      await control.step();
      await shop.pass(5_000);
      await control.step();
      expect(shop.document(), trouble).toMatchObject({ mode: "off", epoch: 4 });
    }
  });

  test.each(["two", null])(
    "a Redis that takes nobody's fences is given up, also if nobody writes (what takes them instead: %s)",
    async (runId) => {
      const shop = openWorld({ mode: "on", epoch: 4, runId: "one" });
      const control = shop.process();
      await control.step();
      shop.redis.runId = runId;
      await control.step();
      await shop.pass(4_999);
      await control.step();
      expect(shop.document().mode).toBe("on");
      await shop.pass(1);
      await control.step();
      expect(shop.document()).toMatchObject({ mode: "off", epoch: 4 });
    },
  );

  test("who is alone with another Redis leaves the one that is meant to the others", async () => {
    const shop = openWorld({ mode: "on", epoch: 4, runId: "one" });
    const control = shop.process();
    shop.redis.runId = "two";
    shop.redis.peersAt = "one";
    for (let round = 0; round < 5; round += 1) {
      await control.step();
      await shop.pass(5_000);
    }
    expect(shop.document()).toMatchObject({ mode: "on", epoch: 4, runId: "one" });
    // Others that fence in a Redis of their own are no reason to wait: nobody uses the one that is meant.
    shop.redis.peersAt = "three";
    await control.step();
    expect(shop.document()).toMatchObject({ mode: "off", epoch: 4 });
  });

  test("a drain whose process died is begun anew with another epoch", async () => {
    const shop = openWorld({ mode: "drain", epoch: 4, runId: "one", sinceMs: 1_000 });
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

describe("the loop", () => {
  test("does not read again what was just read, and reads long before the reading runs out", async () => {
    const shop = openWorld({ mode: "on", epoch: 4, runId: "one" });
    const read = vi.spyOn(shop.store, "read");
    const control = shop.process();
    const running = control.start();
    await shop.pass(0);
    expect(read).toHaveBeenCalledTimes(1);
    // The look at the lineage reads every second; the loop need not.
    for (let second = 0; second < 3; second += 1) {
      await shop.pass(500);
      await shop.pass(390);
      await control.renew();
      await shop.pass(110);
    }
    expect(read).toHaveBeenCalledTimes(1 + 3);
    for (let half = 0; half < 4; half += 1) {
      await shop.pass(500);
      expect(control.viewAgeMs()).toBeLessThanOrEqual(1_000);
    }
    expect(read.mock.calls.length).toBeGreaterThan(1 + 3);
    const stopped = running.stop();
    await shop.pass(500);
    await stopped;
  });
});

describe("kept off by hand", () => {
  const KEPT = { by: "Ines Okafor", why: "Redis moves house" };

  test("it stays off however well Redis is, and comes back through a drain once it is let back", async () => {
    const shop = openWorld({ mode: "on", epoch: 4, runId: "one" });
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
    const shop = openWorld({ mode: "off", epoch: 4, runId: "one" });
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
