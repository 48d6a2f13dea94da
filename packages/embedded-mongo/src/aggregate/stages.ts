import { MongoError } from "../errors.ts";
import { bucket, bucketAuto } from "./bucket.ts";
import { documents } from "./documents.ts";
import { graphLookup } from "./graph-lookup.ts";
import { group, sortByCount } from "./group.ts";
import { lookup } from "./lookup.ts";
import { isStageName } from "./names.ts";
import { redact } from "./redact.ts";
import { compileReshape, isReshape } from "./reshape.ts";
import { count, facet, limit, mapping, match, sample, skip } from "./simple-stages.ts";
import { parseSort, sortStage } from "./sort.ts";
import type { BuildStage, Stage, StageContext } from "./stage.ts";
import { unionWith } from "./union-with.ts";
import { unwind } from "./unwind.ts";

const STAGES: ReadonlyMap<string, BuildStage> = new Map<string, BuildStage>([
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
