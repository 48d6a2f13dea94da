import { MongoError } from "../../errors.ts";
import { flowOf } from "../flow.ts";
import { type BuildStage, optionsOf, stagesOption, textOption } from "../stage.ts";
import type { Flow } from "../types.ts";
import { refuseInside } from "./basic-stages.ts";
import { startsWithDocuments } from "./lookup.ts";

/** `$unionWith`: the documents of another collection, or of `$documents`, after one's own. */
export const unionWith: BuildStage = (operand, { env, compile }) => {
  const options =
    typeof operand === "string" ? { coll: operand } : optionsOf("$unionWith", operand, ["coll", "pipeline"]);
  const stages = options.pipeline === undefined ? [] : stagesOption("$unionWith", options.pipeline);
  refuseInside("$unionWith", stages, ["$out", "$merge"]);
  if (options.coll === undefined && !startsWithDocuments(stages)) {
    throw new MongoError(
      9,
      "$unionWith stage without explicit collection must have a pipeline with $documents as first stage",
    );
  }
  const { collection: _, ...outer } = env;
  if (options.coll === undefined) {
    const pipeline = compile(stages, outer);
    return function* adding(flow: Flow): Flow {
      yield* flow;
      yield* pipeline.run(flowOf([]));
    };
  }
  const collection = textOption("$unionWith", options, "coll");
  const pipeline = compile(stages, { ...outer, collection });
  return function* adding(flow: Flow): Flow {
    yield* flow;
    const input = env.read({ db: env.db, collection }, pipeline.leadingFilter, env.variables, pipeline);
    yield* pipeline.run(input, { filtered: true, sorted: pipeline.leadingSort !== undefined });
  };
};
