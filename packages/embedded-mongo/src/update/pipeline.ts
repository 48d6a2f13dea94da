import { isStageName } from "../aggregate/stage-names.ts";
import { compileReshape, isReshape } from "../aggregate/stages/reshape.ts";
import type { Doc } from "../bson/types.ts";
import { isDoc } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import type { Env } from "../query/types.ts";

/** The stages of a pipeline update as one function. Refuses stages that are not about one document (72). */
export function compileUpdatePipeline(stages: readonly unknown[], env: Env): (doc: Doc) => Doc {
  const steps = stages.map((stage) => {
    const names = isDoc(stage) ? Object.keys(stage) : [];
    const [name] = names;
    if (!isDoc(stage) || name === undefined || names.length !== 1) {
      throw new MongoError(40323, "A pipeline stage specification object must contain exactly one field.");
    }
    if (isReshape(name)) return compileReshape(name, stage[name], env);
    if (isStageName(name)) throw new MongoError(72, `${name} is not allowed to be used within an update`);
    throw new MongoError(40324, `Unrecognized pipeline stage name: '${name}'`);
  });
  return (doc) => steps.reduce((current, step) => step(current), doc);
}
