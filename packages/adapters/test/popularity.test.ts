import { describePopularity } from "@scarlet/testing/contract";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type CountedPopularity, createPopularity } from "../src/catalog/index.ts";
import { openTestRedis, SILENT, type TestRedis } from "./harness/redis-server.ts";

let redis: TestRedis;
const open: CountedPopularity[] = [];
beforeAll(async () => {
  redis = await openTestRedis();
});
beforeEach(() => redis.link.client.flushall());
afterAll(async () => {
  for (const each of open) each.close();
  await redis.close();
});

function counting(more: { halfLifeMs?: number; kept?: number } = {}): CountedPopularity {
  const popularity = createPopularity({ redis: redis.link, log: SILENT, ...more });
  open.push(popularity);
  return popularity;
}

describePopularity("Redis", async () => {
  const [one, other] = [counting(), counting()];
  return { one, other, told: () => Promise.all([one.report(), other.report()]) };
});

async function read(popularity: CountedPopularity, id: string, times: number): Promise<void> {
  for (let each = 0; each < times; each += 1) popularity.seen(id);
  await popularity.report();
}

test("counts are halved as time passes, and what nobody reads any more is forgotten", async () => {
  const popularity = counting({ halfLifeMs: 3_600_000 });
  await read(popularity, "mug", 40);
  await read(popularity, "plate", 1);
  const [key] = await redis.link.client.keys("*:halved");
  await redis.link.client.set(key ?? "", Date.now() - 2 * 3_600_000 - 1_000);
  await read(popularity, "bowl", 3);
  expect(await popularity.top(9)).toEqual([
    { productId: "mug", reads: 10 },
    { productId: "bowl", reads: 3 },
  ]);
});

test("only so many are kept, the most read ones", async () => {
  const popularity = counting({ kept: 2 });
  for (const [id, times] of [["mug", 5] as const, ["plate", 1] as const, ["bowl", 3] as const])
    await read(popularity, id, times);
  expect((await popularity.top(9)).map(({ productId }) => productId)).toEqual(["mug", "bowl"]);
});

test("a Redis that is away costs the counts and nothing else", async () => {
  const alone = createPopularity({ redis: null, log: SILENT });
  await read(alone, "mug", 1);
  expect(await alone.top(9)).toEqual([]);
  const link = await redis.connect(50);
  const popularity = createPopularity({ redis: link, log: SILENT });
  open.push(alone, popularity);
  redis.freeze();
  await read(popularity, "mug", 1);
  expect(await popularity.top(9)).toEqual([]);
  redis.thaw();
});
