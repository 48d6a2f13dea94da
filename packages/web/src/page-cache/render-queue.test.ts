import { assert, asyncProperty, integer, scheduler } from "fast-check";
import { expect, test } from "vitest";
import { createRenderQueue } from "./render-queue.ts";

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("who asks while it is being made gets the next making, one for all of them", async () => {
  const render = createRenderQueue<number>();
  const begun: PromiseWithResolvers<number>[] = [];
  const make = () => {
    const each = Promise.withResolvers<number>();
    begun.push(each);
    return each.promise;
  };
  const first = render("page", make);
  const late = [render("page", make), render("page", make)];
  await turn();
  expect(begun).toHaveLength(1);
  begun[0]?.resolve(1);
  expect(await first).toBe(1);
  await turn();
  expect(begun).toHaveLength(2);
  begun[1]?.resolve(2);
  expect(await Promise.all(late)).toEqual([2, 2]);
});

test("a making that fails fails for those who wait for it, and for nobody else", async () => {
  const render = createRenderQueue<string>();
  const failing = Promise.withResolvers<string>();
  const first = render("page", () => failing.promise);
  const second = render("page", async () => "made");
  failing.reject(new Error("away"));
  await expect(first).rejects.toThrow("away");
  expect(await second).toBe("made");
});

test("things wait for themselves alone", async () => {
  const render = createRenderQueue<string>();
  void render("slow", () => new Promise(() => undefined));
  expect(await render("other", async () => "made")).toBe("made");
});

test("whatever the order of things: nobody gets what was begun before he asked, and none is made twice at once", async () => {
  await assert(
    asyncProperty(scheduler(), integer({ min: 2, max: 12 }), async (order, askers) => {
      const render = createRenderQueue<number>();
      let [clock, underWay, most] = [0, 0, 0];
      const make = async () => {
        const begunAt = ++clock;
        most = Math.max(most, ++underWay);
        await order.schedule(Promise.resolve());
        underWay -= 1;
        return begunAt;
      };
      const ask = async () => {
        await order.schedule(Promise.resolve());
        const askedAt = ++clock;
        expect(await render("page", make)).toBeGreaterThan(askedAt);
      };
      const all = Promise.all(Array.from({ length: askers }, ask));
      await order.waitFor(all);
      expect(most).toBe(1);
    }),
  );
});
