import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestRedis, type TestRedis } from "../harness/redis-server.ts";
import { FILL_REFUSALS, tellAll } from "./refusals.ts";
import { openTwoProcesses } from "./two-processes.ts";

let redis: TestRedis;
beforeAll(async () => {
  redis = await openTestRedis();
});
afterAll(() => redis.close());

test.each(["was demoted to a replica", "has fewer replicas than it must have"])(
  "when Redis %s every process sells on, nobody is told old figures, and the cache comes back by itself",
  async (kind) => {
    // Each shop has a database of its own, and these links no prefix that would tell them apart.
    await redis.link.client.flushall();
    const shop = await openTwoProcesses([await redis.connect(), await redis.connect()]);
    await shop.open();
    const product = await shop.openOne(kind.replaceAll(" ", "-"));
    await Promise.all([shop.first.read(product), shop.second.read(product)]);
    await tellAll(redis.link.client, FILL_REFUSALS[kind]?.begin ?? []);
    const begun = performance.now();
    const sold = [0, 0];
    const processes = [shop.first, shop.second];
    // A shopper who is told to come again comes again.
    while (sold.some((many) => many < 3) && performance.now() - begun < 20_000)
      await Promise.all(
        processes.map(async ({ write }, place) => {
          const version = await write(product, -1).catch(() => 0);
          if (version > 0) sold[place] = (sold[place] ?? 0) + 1;
          for (const { read } of processes) expect(await read(product)).toBeGreaterThanOrEqual(version);
        }),
      );
    expect(Math.min(...sold)).toBeGreaterThanOrEqual(3);
    expect(shop.first.cache.control.reading()?.mode).toBe("off");
    await tellAll(redis.link.client, FILL_REFUSALS[kind]?.end ?? []);
    await shop.open();
    const version = await shop.first.write(product, -1);
    expect(await shop.second.read(product)).toBeGreaterThanOrEqual(version);
    await shop.close();
  },
  90_000,
);
