import { type Doc, isDoc } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import type { Stage } from "./stage.ts";
import { neededFrom, type RawStage, reorder } from "./stage-order.ts";
import { compileStage } from "./stage-table.ts";
import { bothOf } from "./stages/join-values.ts";
import { parseOutput } from "./stages/output.ts";
import { parseSort, sortStage } from "./stages/sort.ts";
import type { AggregateEnv, Flow, Output, Pipeline } from "./types.ts";

const MAX_STAGES = 1000;
const FIRST_ONLY = new Set(["$documents"]);
const LAST_ONLY = new Set(["$out", "$merge"]);

function parseStages(stages: readonly unknown[]): readonly RawStage[] {
  if (stages.length > MAX_STAGES) {
    throw new MongoError(7749501, `Pipeline length must be no longer than ${MAX_STAGES} stages`);
  }
  return stages.map((stage, i) => {
    if (!isDoc(stage)) throw new MongoError(14, "Each element of the 'pipeline' array must be an object");
    const names = Object.keys(stage);
    const [name] = names;
    if (name === undefined || names.length !== 1) {
      throw new MongoError(40323, "A pipeline stage specification object must contain exactly one field.");
    }
    if (i > 0 && FIRST_ONLY.has(name)) {
      throw new MongoError(40602, `${name} is only valid as the first stage in a pipeline`);
    }
    if (i < stages.length - 1 && LAST_ONLY.has(name)) {
      throw new MongoError(40601, `${name} can only be the final stage in the pipeline`);
    }
    return { name, operand: stage[name] };
  });
}

/** The stages at the front that the caller can take over while it reads. */
interface Leading {
  readonly filter: Doc;
  readonly matches: number;
  readonly sort: Doc | undefined;
  readonly limit: number | undefined;
}

function leadingOf(stages: readonly RawStage[]): Leading {
  const other = stages.findIndex((stage) => stage.name !== "$match");
  const matches = other === -1 ? stages.length : other;
  const filters = stages.slice(0, matches).map((stage) => stage.operand as Doc);
  const filter = filters.reduce(bothOf, {});
  const next = stages[matches];
  const sort = next?.name === "$sort" ? parseSort(next.operand) : undefined;
  return { filter, matches, sort, limit: neededFrom(stages.slice(matches + (sort ? 1 : 0))) };
}

function compileStages(stages: readonly RawStage[], env: AggregateEnv): readonly Stage[] {
  const context = { env, compile: compilePipeline };
  return stages.map(({ name, operand }, i) => {
    if (name !== "$sort") return compileStage(name, operand, context);
    return sortStage(parseSort(operand), neededFrom(stages.slice(i + 1)));
  });
}

/**
 * Compiles a pipeline once; it may run many times. Refuses what it cannot do by name, before any document is read:
 * unknown stages (40324), stages not served here (115), misplaced ones (40600 to 40602) and malformed operands.
 */
export function compilePipeline(stages: readonly unknown[], env: AggregateEnv): Pipeline {
  const parsed = parseStages(stages);
  const last = parsed.at(-1);
  const output: Output | undefined = last && parseOutput(last.name, last.operand, env);
  const written = output ? parsed.slice(0, -1) : parsed;
  const ordered = reorder(written);
  // What is refused, and in which words, must not depend on how stages are moved.
  if (ordered.some((stage, i) => stage !== written[i])) compileStages(written, env);
  const compiled = compileStages(ordered, env);
  const leading = leadingOf(ordered);
  return {
    leadingFilter: leading.filter,
    leadingSort: leading.sort,
    leadingLimit: leading.limit,
    output,
    run: (input, hints = {}) => {
      const skipped = hints.filtered ? leading.matches : 0;
      const withoutSort = hints.sorted && leading.sort ? leading.matches : -1;
      const active = compiled.filter((_, i) => i >= skipped && i !== withoutSort);
      return active.reduce<Flow>((flow, stage) => stage(flow), input);
    },
  };
}
