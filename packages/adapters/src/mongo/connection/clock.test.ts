import { describe, expect, test } from "vitest";
import { createClock } from "./clock.ts";

/** A database and a host whose clocks the test moves. The database's answer is made between sending and receiving. */
function world() {
  const at = { hostMs: 1_000, serverMs: 500_000, toServerMs: 3, fromServerMs: 4, asked: 0, isDown: false };
  const clock = createClock({
    monotonicMs: () => at.hostMs,
    serverTimeMs: async () => {
      at.asked += 1;
      if (at.isDown) throw new Error("no database");
      pass(at.toServerMs);
      const answer = Math.floor(at.serverMs);
      pass(at.fromServerMs);
      return answer;
    },
  });
  const pass = (ms: number) => {
    at.hostMs += ms;
    at.serverMs += ms;
  };
  return { at, clock, pass };
}

describe("the database's clock", () => {
  test("is never behind the database, and ahead of it by the round trip at most", async () => {
    const { at, clock, pass } = world();
    for (const ms of [0, 1.7, 250, 700.2, 5_000]) {
      pass(ms);
      const now = (await clock.now()).getTime();
      expect(now).toBeGreaterThanOrEqual(at.serverMs);
      expect(now).toBeLessThanOrEqual(at.serverMs + 3 + 4 + 2);
    }
  });

  test("takes what another answer told, unless it knows of a later one", async () => {
    const { at, clock, pass } = world();
    clock.told(at.serverMs, at.hostMs);
    pass(900);
    const now = (await clock.now()).getTime();
    expect(now).toBeGreaterThanOrEqual(at.serverMs);
    expect(now).toBeLessThanOrEqual(at.serverMs + 2);
    expect(at.asked).toBe(0);
    clock.told(at.serverMs - 400_000, at.hostMs - 2_000);
    expect((await clock.now()).getTime()).toBeGreaterThanOrEqual(at.serverMs);
    pass(101);
    await clock.now();
    expect(at.asked).toBe(1);
  });

  test("asks the database once a second at most, and once for many callers", async () => {
    const { at, clock, pass } = world();
    await Promise.all([clock.now(), clock.now(), clock.now()]);
    pass(900);
    await clock.now();
    expect(at.asked).toBe(1);
    pass(200);
    await clock.now();
    expect(at.asked).toBe(2);
  });

  test("goes on by its own count while the database is away, and says so when it never answered", async () => {
    const { at, clock, pass } = world();
    await clock.now();
    at.isDown = true;
    pass(10_000);
    expect((await clock.now()).getTime()).toBeGreaterThanOrEqual(at.serverMs);
    const other = world();
    other.at.isDown = true;
    await expect(other.clock.now()).rejects.toThrow("no database");
  });

  test("follows the database when its clock is set back", async () => {
    const { at, clock, pass } = world();
    await clock.now();
    at.serverMs -= 60_000;
    pass(1_500);
    expect((await clock.now()).getTime()).toBeLessThan(at.serverMs + 20);
  });
});
