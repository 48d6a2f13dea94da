import { describe } from "../../bson/describe.ts";
import { type Doc, isDoc, isNumeric, primitiveNumber, typeNameOf } from "../../bson/types.ts";
import { MongoError } from "../../errors.ts";
import { compileFilter } from "../../query/index.ts";
import { collect, flowOf } from "../flow.ts";
import type { BuildStage, Stage } from "../stage.ts";
import type { Flow } from "../types.ts";
import type { Reshape } from "./reshape.ts";

/** `$match`. */
export const match: BuildStage = (operand, { env }) => {
  if (!isDoc(operand)) throw new MongoError(15959, "the match filter must be an expression in an object");
  const { matches } = compileFilter(operand, env);
  return function* matching(flow: Flow): Flow {
    for (const doc of flow) if (doc === null || matches(doc)) yield doc;
  };
};

/** A stage that gives one document for each. */
export function mapping(reshape: Reshape): Stage {
  return function* reshaping(flow: Flow): Flow {
    for (const doc of flow) yield doc === null ? null : reshape(doc);
  };
}

/** A count of documents as `$limit`, `$skip` and `$sample` take it. */
export function wholeCount(stage: string, operand: unknown, least: 0 | 1, code: number): number {
  const count = isNumeric(operand) ? Number(primitiveNumber(operand) ?? Number(String(operand))) : Number.NaN;
  if (Number.isInteger(count) && count >= least) return count;
  const wanted = least === 0 ? "a non-negative number" : "a positive number";
  throw new MongoError(
    code,
    `invalid argument to ${stage} stage: Expected ${wanted}, found ${typeNameOf(operand)} ${describe(operand)}`,
  );
}

/** `$limit`; the flow before it is not asked for more than it lets through. */
export const limit: BuildStage = (operand) => {
  const most = wholeCount("$limit", operand, 1, 15958);
  return function* limiting(flow: Flow): Flow {
    let left = most;
    for (const doc of flow) {
      yield doc;
      if (doc !== null) left -= 1;
      if (left === 0) return;
    }
  };
};

/** `$skip`. */
export const skip: BuildStage = (operand) => {
  const count = wholeCount("$skip", operand, 0, 15956);
  return function* skipping(flow: Flow): Flow {
    let left = count;
    for (const doc of flow) {
      if (doc === null || left === 0) yield doc;
      else left -= 1;
    }
  };
};

/** `$count`; no document at all if the flow is empty, as MongoDB does. */
export const count: BuildStage = (operand) => {
  if (typeof operand !== "string" || operand === "") {
    throw new MongoError(40156, "the count field must be a non-empty string");
  }
  if (operand.startsWith("$")) throw new MongoError(40158, "the count field cannot be a $-prefixed path");
  if (operand.includes(".")) throw new MongoError(40160, "the count field cannot contain '.'");
  return function* counting(flow: Flow): Flow {
    let found = 0;
    for (const doc of flow) {
      if (doc === null) yield null;
      else found += 1;
    }
    if (found > 0) yield { [operand]: found };
  };
};

/** `$sample`: a random choice of the given size, each document as likely as any other. */
export const sample: BuildStage = (operand) => {
  if (!isDoc(operand) || !("size" in operand)) {
    throw new MongoError(28749, "$sample stage must specify a size");
  }
  const size = wholeCount("$sample", operand.size, 1, 28747);
  return function* sampling(flow: Flow): Flow {
    const chosen: Doc[] = [];
    let seen = 0;
    for (const doc of flow) {
      if (doc === null) {
        yield null;
        continue;
      }
      const at = seen < size ? seen : Math.floor(Math.random() * (seen + 1));
      if (at < size) chosen[at] = doc;
      seen += 1;
    }
    yield* flowOf(shuffled(chosen));
  };
};

function shuffled(docs: Doc[]): Doc[] {
  for (let i = docs.length - 1; i > 0; i -= 1) {
    const at = Math.floor(Math.random() * (i + 1));
    const [a, b] = [docs[i], docs[at]];
    if (a && b) [docs[i], docs[at]] = [b, a];
  }
  return docs;
}

/** `$facet`: several pipelines over the same documents, answered in one document. */
export const facet: BuildStage = (operand, { env, compile }) => {
  if (!isDoc(operand) || Object.keys(operand).length === 0) {
    throw new MongoError(40169, "the $facet specification must be a non-empty object");
  }
  const parts = Object.entries(operand).map(([name, stages]) => {
    if (!Array.isArray(stages)) {
      throw new MongoError(
        40170,
        `arguments to $facet must be arrays, ${name} is type ${typeNameOf(stages)}`,
      );
    }
    refuseInside("$facet", stages, ["$facet", "$out", "$merge"]);
    const pipeline = compile(stages, env);
    return { name, pipeline };
  });
  return function* faceting(flow: Flow): Flow {
    const docs = yield* collect(flow);
    const result: Doc = {};
    for (const { name, pipeline } of parts) result[name] = yield* collect(pipeline.run(flowOf(docs)));
    yield result;
  };
};

/** Refuses stages that may not stand inside another one (40600). */
export function refuseInside(outer: string, stages: readonly unknown[], refused: readonly string[]): void {
  for (const stage of stages) {
    const name = isDoc(stage) ? Object.keys(stage)[0] : undefined;
    if (name !== undefined && refused.includes(name)) {
      throw new MongoError(40600, `${name} is not allowed to be used within a ${outer} stage`);
    }
  }
}
