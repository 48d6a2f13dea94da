import { compilePipeline } from "../../aggregate/index.ts";
import { describe } from "../../bson/describe.ts";
import { type Doc, isDoc } from "../../bson/index.ts";
import { MongoError } from "../../errors.ts";
import { evaluateLet } from "../../expression/index.ts";
import { type Plan, parseHint, planQuery } from "../../planner/index.ts";
import { compileFilter, compileSort, type Env } from "../../query/index.ts";
import { type Call, collationOf } from "../call.ts";
import type { Command } from "../command.ts";
import { assertFields } from "../known-fields.ts";
import { notSupported, Options } from "../options.ts";
import { AGGREGATE } from "../read/aggregate.ts";
import { COUNT, DISTINCT } from "../read/count-and-distinct.ts";
import { FIND } from "../read/find.ts";
import { DELETE } from "../write/delete.ts";
import { FIND_AND_MODIFY } from "../write/find-and-modify.ts";
import { UPDATE } from "../write/update.ts";

function stageOf(plan: Plan): Doc {
  if (plan.kind === "collection")
    return { stage: "COLLSCAN", direction: plan.reverse ? "backward" : "forward" };
  if (plan.kind === "union") return { stage: "OR", inputStages: plan.branches.map(stageOf) };
  const { index, reverse } = plan;
  const scan = {
    stage: "IXSCAN",
    keyPattern: index.spec.key,
    indexName: index.name,
    isMultiKey: index.multikey,
    isUnique: index.unique,
    direction: reverse ? "backward" : "forward",
  };
  return { stage: "FETCH", inputStage: scan };
}

const EXPLAINABLE = new Map(
  [FIND, COUNT, DISTINCT, AGGREGATE, UPDATE, DELETE, FIND_AND_MODIFY].map((command) => [
    command.name,
    command,
  ]),
);
const VERBOSITIES = new Set<unknown>(["queryPlanner", "executionStats", "allPlansExecution"]);

/** What a command would read. */
interface ExplainRequest {
  readonly filterDoc: Doc;
  readonly sortDoc: Doc | undefined;
  /** Where its hint and collation stand: the command, or its only statement. */
  readonly options: Options;
}

/** The only statement of an update or delete. */
function statementOf(name: string, statements: unknown): ExplainRequest {
  const [only, second] = Array.isArray(statements) ? statements : [];
  if (!isDoc(only) || second !== undefined)
    throw new MongoError(2, `explain of ${name} needs exactly one statement`);
  const options = new Options(`${name}.statements`, only);
  return { filterDoc: options.requiredDoc("q"), sortDoc: undefined, options };
}

function explainRequestOf(call: Call, name: string, command: Doc): ExplainRequest {
  const options = new Options(name, command);
  const known = EXPLAINABLE.get(name);
  if (!known) throw new MongoError(59, `Explain failed due to unknown command: ${name}`);
  assertFields(known, command);
  if (name === "update") return statementOf(name, command.updates);
  if (name === "delete") return statementOf(name, command.deletes);
  if (options.get("min") !== undefined || options.get("max") !== undefined)
    throw notSupported("explain of min and max");
  if (name !== "aggregate") {
    const filterDoc = options.doc(name === "find" ? "filter" : "query") ?? {};
    return { filterDoc, sortDoc: options.doc("sort"), options };
  }
  const stages = options.requiredArray("pipeline").filter(isDoc);
  const pipeline = compilePipeline(stages, { ...envOf(options, call.now), db: call.db, read: () => [] });
  return { filterDoc: pipeline.leadingFilter, sortDoc: pipeline.leadingSort, options };
}

/** What a command's filter may use: its own `let`. */
function envOf(options: Options, now: Date): Env {
  const definitions = options.doc("let");
  return definitions ? { now, variables: evaluateLet(definitions, { now }) } : { now };
}

/** Tells the plan that was chosen, whatever the verbosity. */
function explain(call: Call): Doc {
  const verbosity = call.options.get("verbosity");
  if (verbosity !== undefined && !VERBOSITIES.has(verbosity))
    throw new MongoError(
      2,
      `Enumeration value ${describe(verbosity)} for field 'explain.verbosity' is not valid`,
    );
  const command = call.options.requiredDoc("explain");
  const name = Object.keys(command)[0] ?? "";
  const { filterDoc, sortDoc, options } = explainRequestOf(call, name, command);
  const target = command[name];
  const collection = typeof target === "string" ? call.findCollection(target) : undefined;
  const namespace = typeof target === "string" ? `${call.db}.${target}` : call.db;
  const planner = { plannerVersion: 1, namespace, parsedQuery: filterDoc, rejectedPlans: [] };
  if (!collection) return { queryPlanner: { ...planner, winningPlan: { stage: "EOF" } }, command };
  const collation = collationOf(options.get("collation"));
  const env = { ...envOf(new Options(name, command), call.now), ...(collation ? { collation } : {}) };
  const sort = sortDoc && Object.keys(sortDoc).length > 0 ? compileSort(sortDoc, collation) : undefined;
  const plan = planQuery(collection, {
    filter: compileFilter(filterDoc, env),
    filterDoc,
    sort,
    hint: parseHint(options.get("hint")),
    moment: Infinity,
  });
  const scan = stageOf(plan);
  const winningPlan =
    sort && !plan.ordered ? { stage: "SORT", sortPattern: sortDoc, inputStage: scan } : scan;
  return { queryPlanner: { ...planner, winningPlan }, command };
}

export const EXPLAIN: Command = {
  name: "explain",
  fields: ["verbosity"],
  onSecondary: "optIn",
  run: explain,
};
