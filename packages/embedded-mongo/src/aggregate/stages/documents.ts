import { type Doc, isDoc } from "../../bson/types.ts";
import { MongoError } from "../../errors.ts";
import { compileExpression } from "../../expression/index.ts";
import { flowOf } from "../flow.ts";
import type { BuildStage } from "../stage.ts";

/** `$documents`: documents given by the pipeline itself. */
export const documents: BuildStage = (operand, { env }) => {
  const evaluate = compileExpression(operand, env);
  return () => {
    const list = evaluate({});
    if (!Array.isArray(list))
      throw new MongoError(5858203, "error during aggregation :: an array is expected in $documents");
    return flowOf(
      (list as unknown[]).map((item): Doc => {
        if (isDoc(item)) return item;
        throw new MongoError(40228, "an element of $documents is not an object");
      }),
    );
  };
};
