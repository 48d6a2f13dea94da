import { describe, expect, it } from "vitest";
import { fieldNames } from "../../bson/index.ts";
import { plainPipeline } from "./plain-pipeline.ts";

const env = { now: new Date(0) };
const plain = (...stages: Parameters<typeof plainPipeline>[0]) => plainPipeline(stages, env);

describe("pipelines that ask no more than find does", () => {
  it("are known, with the fields that they keep", () => {
    expect(plain({ $match: { a: 1 } })).toEqual({ picks: undefined });
    expect(plain({ $match: { a: 1 } }, { $match: { b: 2 } }, { $sort: { a: 1 } }, { $limit: 3 })).toEqual({
      picks: undefined,
    });
    const shaped = plain({ $match: {} }, { $limit: 3 }, { $project: { a: 1, b: true } });
    expect(shaped).toEqual({ picks: fieldNames(["_id", "a", "b"]) });
    expect(plain({ $project: { _id: 0, a: 1 } })).toEqual({ picks: fieldNames(["a"]) });
  });

  it.each([
    [{ $project: { a: 0 } }],
    [{ $project: { _id: 0 } }],
    [{ $project: { "a.b": 1 } }],
    [{ $project: { a: { b: 1 } } }],
    [{ $project: { a: "$b" } }],
    [{ $project: { a: 1, c: { $add: ["$a", 1] } } }],
  ])("are not mistaken for one that ends with %j", (project) => {
    expect(plain({ $match: { a: 1 } }, project)).toBeUndefined();
  });

  it.each([
    [[{ $skip: 1 }]],
    [[{ $limit: 3 }, { $sort: { a: 1 } }]],
    [[{ $limit: 3 }, { $match: { a: 1 } }]],
    [[{ $sort: { a: 1 } }, { $match: { a: 1 } }]],
    [[{ $project: { a: 1 } }, { $limit: 3 }]],
    [[{ $limit: 3 }, { $limit: 2 }]],
    [[{ $unwind: "$a" }]],
    [[{ $group: { _id: "$a" } }]],
  ])("are not mistaken for %j", (stages) => {
    expect(plain(...stages)).toBeUndefined();
  });
});
