import { type Doc, type FieldNames, isDoc } from "../../bson/index.ts";
import { compileProjectStage, type Env } from "../../query/index.ts";

/** What a pipeline gives of each document that it selects: these fields, or all where none are named. */
export interface PlainPipeline {
  readonly picks: FieldNames | undefined;
}

/**
 * What a pipeline gives that asks no more than `find` does, as object mappers send it: `$match`, at most one `$sort`, then at
 * most one `$limit` and a `$project` that keeps fields as they are. All but the last is what its reader selects by, and the
 * documents need not be decoded. Undefined for any other pipeline. The pipeline was compiled before, so it is valid.
 */
export function plainPipeline(stages: readonly Doc[], env: Env): PlainPipeline | undefined {
  const left = [...stages];
  const take = (name: string): unknown => (left[0] && name in left[0] ? left.shift()?.[name] : undefined);
  while (left[0] && "$match" in left[0]) left.shift();
  take("$sort");
  take("$limit");
  const project = take("$project");
  if (left.length > 0) return undefined;
  if (!isDoc(project)) return { picks: undefined };
  const { picks } = compileProjectStage(project, env);
  return picks && { picks };
}
