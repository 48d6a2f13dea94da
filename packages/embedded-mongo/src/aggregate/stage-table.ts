import { MongoError } from "../errors.ts";
import type { BuildStage, Stage, StageContext } from "./stage.ts";
import { isStageName } from "./stage-names.ts";
import { count, facet, limit, mapping, match, sample, skip } from "./stages/basic-stages.ts";
import { bucket, bucketAuto } from "./stages/bucket.ts";
import { documents } from "./stages/documents.ts";
import { graphLookup } from "./stages/graph-lookup.ts";
import { group, sortByCount } from "./stages/group.ts";
import { lookup } from "./stages/lookup.ts";
import { redact } from "./stages/redact.ts";
import { compileReshape, isReshape } from "./stages/reshape.ts";
import { parseSort, sortStage } from "./stages/sort.ts";
import { unionWith } from "./stages/union-with.ts";
import { unwind } from "./stages/unwind.ts";

/** The stages that are run one after another; those that give one document for each are in `stages/reshape.ts`. */
export const STAGES: ReadonlyMap<string, BuildStage> = new Map<string, BuildStage>([
  ["$bucket", bucket],
  ["$bucketAuto", bucketAuto],
  ["$count", count],
  ["$documents", documents],
  ["$facet", facet],
  ["$graphLookup", graphLookup],
  ["$group", group],
  ["$limit", limit],
  ["$lookup", lookup],
  ["$match", match],
  ["$redact", redact],
  ["$sample", sample],
  ["$skip", skip],
  ["$sort", (operand) => sortStage(parseSort(operand))],
  ["$sortByCount", sortByCount],
  ["$unionWith", unionWith],
  ["$unwind", unwind],
]);

/** Compiles one stage. Refuses names MongoDB does not know (40324) and stages that are not served here (115). */
export function compileStage(name: string, operand: unknown, context: StageContext): Stage {
  if (isReshape(name)) return mapping(compileReshape(name, operand, context.env));
  const build = STAGES.get(name);
  if (build) return build(operand, context);
  if (isStageName(name)) throw new MongoError(115, `${name} is not supported by the embedded server`);
  throw new MongoError(40324, `Unrecognized pipeline stage name: '${name}'`);
}
