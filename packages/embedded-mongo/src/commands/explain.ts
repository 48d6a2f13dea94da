import { compilePipeline } from "../aggregate/index.ts";
import { type Doc, isDoc } from "../bson/index.ts";
import { namespaceOf } from "../catalog/index.ts";
import { MongoError } from "../errors.ts";
import { type Plan, parseHint, planQuery } from "../planner/index.ts";
import { compileFilter, compileSort } from "../query/index.ts";
import type { Call } from "./call.ts";
import type { Command } from "./types.ts";

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

/** What a command would read: collection, filter and sort. */
function questionOf(command: Doc, call: Call): { name: unknown; filterDoc: Doc; sortDoc: Doc | undefined } {
  const name = Object.keys(command)[0] ?? "";
  const docAt = (value: unknown): Doc => (isDoc(value) ? value : {});
  const first = (list: unknown): Doc => docAt(Array.isArray(list) ? list[0] : undefined);
  if (name === "find")
    return {
      name: command.find,
      filterDoc: docAt(command.filter),
      sortDoc: isDoc(command.sort) ? command.sort : undefined,
    };
  if (name === "count" || name === "distinct" || name === "findAndModify")
    return {
      name: command[name],
      filterDoc: docAt(command.query),
      sortDoc: isDoc(command.sort) ? command.sort : undefined,
    };
  if (name === "update")
    return { name: command.update, filterDoc: docAt(first(command.updates).q), sortDoc: undefined };
  if (name === "delete")
    return { name: command.delete, filterDoc: docAt(first(command.deletes).q), sortDoc: undefined };
  if (name !== "aggregate" || !Array.isArray(command.pipeline))
    throw new MongoError(59, `Explain failed due to unknown command: ${name}`);
  const pipeline = compilePipeline(command.pipeline as Doc[], { ...call.env(), db: call.db, read: () => [] });
  return { name: command.aggregate, filterDoc: pipeline.leadingFilter, sortDoc: pipeline.leadingSort };
}

function explain(call: Call): Doc {
  const command = call.options.requiredDoc("explain");
  const { name, filterDoc, sortDoc } = questionOf(command, call);
  const collection = typeof name === "string" ? call.findCollection(name) : undefined;
  const namespace = collection ? namespaceOf(collection) : `${call.db}.${String(name)}`;
  const planner = { plannerVersion: 1, namespace, parsedQuery: filterDoc, rejectedPlans: [] };
  if (!collection) return { queryPlanner: { ...planner, winningPlan: { stage: "EOF" } }, command };
  const filter = compileFilter(filterDoc, call.env());
  const sort = sortDoc && Object.keys(sortDoc).length > 0 ? compileSort(sortDoc) : undefined;
  const plan = planQuery(collection, {
    filter,
    filterDoc,
    sort,
    hint: parseHint(command.hint),
    moment: Infinity,
  });
  const scan = stageOf(plan);
  const winningPlan =
    sort && !plan.ordered ? { stage: "SORT", sortPattern: sortDoc, inputStage: scan } : scan;
  return { queryPlanner: { ...planner, winningPlan }, command };
}

export const EXPLAIN: Command = { name: "explain", fields: ["verbosity"], run: explain };
