import { expect, test } from "vitest";
import { MemoryCollections } from "../../test/harness/memory-collections.ts";
import { flowOf } from "./flow.ts";
import { compilePipeline } from "./index.ts";

const MAX_BUSY_MS = 100;

const docs = Array.from({ length: 15_000 }, (_, i) => ({
  _id: i,
  k: (i * 7919) % 15_013,
  sku: `sku-${i % 500}`,
  tags: [i % 7, i % 11],
}));
const skus = Array.from({ length: 500 }, (_, i) => ({ _id: `sku-${i}`, n: i }));
const { env } = new MemoryCollections({ skus });

/** Time this thread was busy; unlike the clock's, it does not grow while other processes have the core. */
function busyMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

test.each([
  ["a group of every document", [{ $group: { _id: "$_id", n: { $sum: "$k" } } }]],
  ["a sort", [{ $sort: { k: 1 } }]],
  ["a sort with a long limit", [{ $sort: { k: 1 } }, { $limit: 8000 }]],
  ["an unwound count", [{ $unwind: "$tags" }, { $sortByCount: "$tags" }]],
  ["facets", [{ $facet: { a: [{ $sort: { k: -1 } }, { $limit: 3 }], b: [{ $count: "n" }] } }]],
  [
    "a join",
    [{ $lookup: { from: "skus", localField: "sku", foreignField: "_id", as: "s" } }, { $limit: 300 }],
  ],
])("%s lets others run at short intervals", (_name, stages) => {
  const flow = compilePipeline(stages, env).run(flowOf(docs));
  let last = busyMs();
  let longest = 0;
  for (const doc of flow) {
    if (doc !== null) continue;
    const now = busyMs();
    longest = Math.max(longest, now - last);
    last = now;
  }
  expect(Math.max(longest, busyMs() - last)).toBeLessThan(MAX_BUSY_MS);
});
