import { type Doc, isDoc, typeNameOf } from "../../bson/types.ts";
import { MongoError } from "../../errors.ts";
import { compileExpression, type Expression, parseFieldPath } from "../../expression/index.ts";
import { checkVariableName } from "../../expression/reference.ts";
import { collect, flowOf } from "../flow.ts";
import { type BuildStage, optionsOf, type StageContext, stagesOption, textOption } from "../stage.ts";
import type { AggregateEnv, Flow, Namespace, Pipeline } from "../types.ts";
import { refuseInside } from "./basic-stages.ts";
import { type Join, joinFlow } from "./batched-join.ts";
import { bothOf, equalsAny, joinValues } from "./join-values.ts";
import { compileSetField } from "./reshape.ts";

const LOOKUP_OPTIONS = ["from", "as", "localField", "foreignField", "let", "pipeline"];

/** A pipeline run anew for each document, with variables that change in between. */
interface Correlated {
  readonly pipeline: Pipeline;
  readonly variables: Record<string, unknown>;
  readonly definitions: readonly (readonly [string, Expression])[];
}

function compileLet(definitions: unknown, env: AggregateEnv): readonly (readonly [string, Expression])[] {
  if (definitions === undefined) return [];
  if (!isDoc(definitions)) {
    throw new MongoError(9, `$lookup argument 'let: ${typeNameOf(definitions)}' must be an object`);
  }
  return Object.entries(definitions).map(([name, expression]) => {
    checkVariableName(name);
    return [name, compileExpression(expression, env)] as const;
  });
}

function compileCorrelated(options: Doc, from: Namespace | undefined, context: StageContext): Correlated {
  const { env } = context;
  const definitions = compileLet(options.let, env);
  // The object is filled before each run; compiled expressions read it when they are evaluated.
  const variables: Record<string, unknown> = { ...env.variables };
  for (const [name] of definitions) variables[name] = undefined;
  const stages = stagesOption("$lookup", options.pipeline);
  refuseInside("$lookup", stages, ["$out", "$merge"]);
  const { collection: _, ...outer } = env;
  const pipeline = context.compile(stages, {
    ...outer,
    variables,
    ...(from ? { collection: from.collection } : {}),
  });
  if (!from && !startsWithDocuments(stages)) {
    throw new MongoError(
      9,
      "must specify 'from' field for a $lookup whose pipeline does not start with $documents",
    );
  }
  return { pipeline, variables, definitions };
}

/** Whether a pipeline begins with `$documents` and so reads no collection. */
export function startsWithDocuments(stages: readonly unknown[]): boolean {
  const [first] = stages;
  return isDoc(first) && "$documents" in first;
}

function* correlatedFlow(
  flow: Flow,
  correlated: Correlated,
  search: { env: AggregateEnv; from: Namespace | undefined; join: Join | undefined },
  attach: (doc: Doc, found: Doc[]) => Doc,
): Flow {
  const { pipeline, variables, definitions } = correlated;
  const { env, from, join } = search;
  const localParts = join ? parseFieldPath(join.localField) : [];
  const alwaysSame = !join && definitions.length === 0;
  let known: Doc[] | undefined;
  for (const doc of flow) {
    if (doc === null) {
      yield null;
      continue;
    }
    if (!known || !alwaysSame) {
      const values = definitions.map(([name, evaluate]) => [name, evaluate(doc)] as const);
      Object.assign(variables, env.variables, Object.fromEntries(values));
      const own = join ? equalsAny(join.foreignField, joinValues(doc, localParts)) : {};
      const filter = bothOf(own, pipeline.leadingFilter);
      const input = from ? env.read(from, filter, variables) : flowOf([]);
      known = yield* collect(pipeline.run(input, from ? { filtered: true } : {}));
    }
    yield attach(doc, known);
  }
}

/** `$lookup` by equal fields, by a pipeline, or by both. */
export const lookup: BuildStage = (operand, context) => {
  const options = optionsOf("$lookup", operand, LOOKUP_OPTIONS);
  const { env } = context;
  const set = compileSetField(textOption("$lookup", options, "as"));
  const hasPipeline = options.pipeline !== undefined;
  const byFields = options.localField !== undefined || options.foreignField !== undefined;
  if (!hasPipeline && !byFields) {
    throw new MongoError(
      9,
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    );
  }
  if (!hasPipeline && options.let !== undefined) {
    throw new MongoError(9, "$lookup with a 'let' argument must also specify 'pipeline'");
  }
  const fromDocuments = hasPipeline && options.from === undefined && !byFields;
  const from = fromDocuments ? undefined : { db: env.db, collection: textOption("$lookup", options, "from") };
  const join =
    byFields && from
      ? {
          from,
          localField: textOption("$lookup", options, "localField"),
          foreignField: textOption("$lookup", options, "foreignField"),
        }
      : undefined;
  if (join) for (const path of [join.localField, join.foreignField]) parseFieldPath(path);
  if (!hasPipeline && join) return (flow) => joinFlow(flow, join, env, set);
  const correlated = compileCorrelated(options, from, context);
  return (flow) => correlatedFlow(flow, correlated, { env, from, join }, set);
};
