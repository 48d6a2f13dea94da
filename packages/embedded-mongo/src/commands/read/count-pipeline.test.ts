import { describe, expect, it } from "vitest";
import { countedPipeline } from "./count-pipeline.ts";

const COUNT = { $group: { _id: 1, n: { $sum: 1 } } };

describe("pipelines that only count", () => {
  it("are known with filter, skip and limit, and give what the stage would give", () => {
    const plan = countedPipeline([{ $match: { a: 1 } }, { $skip: 2 }, { $limit: 3 }, COUNT]);
    expect(plan).toMatchObject({ match: { a: 1 }, skip: 2, limit: 3 });
    expect(plan?.result(7)).toEqual({ _id: 1, n: 7 });
    expect(countedPipeline([COUNT])).toMatchObject({ match: {}, skip: 0, limit: undefined });
  });

  it.each([
    [[{ $limit: 3 }, { $skip: 2 }, COUNT]],
    [[{ $group: { _id: "$a", n: { $sum: 1 } } }]],
    [[{ $group: { _id: 1, n: { $sum: "$a" } } }]],
    [[{ $group: { _id: 1, n: { $sum: 1 }, m: { $max: "$a" } } }]],
    [[COUNT, { $project: { n: 1 } }]],
    [[{ $match: { a: 1 } }]],
    [[{ $limit: 0 }, COUNT]],
  ])("are not mistaken for %j", (stages) => {
    expect(countedPipeline(stages)).toBeUndefined();
  });
});
