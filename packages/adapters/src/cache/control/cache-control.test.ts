import { describe, expect, test } from "vitest";
import { openWorld, outlastOff } from "../../../test/stock-cache/control-world.ts";
import { CacheSickError } from "./cache-control.ts";

describe("the first start", () => {
  test("drains before it opens: nobody reads until every write without a fence has ended", async () => {
    const shop = openWorld();
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

describe("a process whose reading is old", () => {
  test("reads the database: a reading ends two seconds after it was sent for", async () => {
    const shop = openWorld({ mode: "on", epoch: 4, runId: "one" });
    const control = shop.process();
    await control.renew();
    expect(control.readable()?.epoch).toBe(4);
    await shop.pass(1_999);
    expect(control.readable()).not.toBeNull();
    await shop.pass(1);
    expect(control.readable()).toBeNull();
    expect(control.reading()).toBeNull();
  });

  test("counts the time in which its machine was suspended, and distrusts a clock that was set", async () => {
    for (const hiddenMs of [2_000, 60_000, -3_600_000]) {
      const shop = openWorld({ mode: "on", epoch: 4, runId: "one" });
      const control = shop.process();
      await control.renew();
      shop.suspend(hiddenMs);
      expect(control.readable()).toBeNull();
      expect(control.reading()).toBeNull();
      await control.renew();
      expect(control.readable()?.epoch).toBe(4);
      // A clock that is slewed is none that was set.
      shop.suspend(20);
      expect(control.readable()?.epoch).toBe(4);
    }
  });

  test("neither reads nor writes by the document of another shop, and says so", async () => {
    const shop = openWorld({ mode: "off" });
    const control = shop.process();
    await control.renew();
    shop.rename("another");
    await expect(control.renew()).rejects.toMatchObject({ code: "service.unavailable" });
    expect(shop.replaced()).toBe(1);
  });

  test("does not use a Redis that is another one than the document speaks of", async () => {
    const shop = openWorld({ mode: "on", epoch: 4, runId: "one" });
    const control = shop.process();
    await control.renew();
    shop.redis.runId = "two";
    expect(control.readable()).toBeNull();
    shop.redis.runId = null;
    expect(control.readable()).toBeNull();
  });
});

describe("switching off", () => {
  test("lets nobody write without a fence until every reader's reading has run out", async () => {
    const shop = openWorld({ mode: "on", epoch: 4, runId: "one" });
    const control = shop.process();
    let done = false;
    const off = control.switchOff("no answer").then(() => {
      done = true;
    });
    await shop.pass(0);
    expect(shop.document().mode).toBe("off");
    const early = control.reading();
    expect(early && control.mayWriteUnfenced(early)).toBe(false);
    await shop.pass(1_999);
    expect(done).toBe(false);
    await shop.pass(1);
    await off;
    const reading = control.reading();
    expect(reading && control.mayWriteUnfenced(reading)).toBe(true);
  });

  test("a process that only learns of it waits as long", async () => {
    const shop = openWorld({ mode: "off", epoch: 4, runId: "one" });
    const control = shop.process();
    const reading = await control.renew();
    expect(control.mayWriteUnfenced(reading)).toBe(false);
    await shop.pass(2_000);
    expect(control.mayWriteUnfenced(await control.renew())).toBe(true);
  });

  test("a writer who knows of an old off only waits, and takes nothing back that has begun since", async () => {
    const shop = openWorld({ mode: "off", epoch: 4, runId: "" });
    const [writer, keeper] = [shop.process(), shop.process()];
    await writer.renew();
    await outlastOff(shop, keeper);
    await shop.pass(0);
    expect(shop.document()).toMatchObject({ mode: "drain", epoch: 5 });
    await writer.waitWhileOff();
    expect(shop.document()).toMatchObject({ mode: "drain", epoch: 5 });
  });

  test("is refused to a process that alone cannot set fences", async () => {
    const shop = openWorld({ mode: "on", epoch: 4, runId: "one" });
    shop.redis.peersAt = "one";
    await expect(shop.process().switchOff("no answer")).rejects.toBeInstanceOf(CacheSickError);
    expect(shop.document().mode).toBe("on");
  });
});
