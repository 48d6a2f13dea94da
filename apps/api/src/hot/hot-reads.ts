import type { IncomingMessage, ServerResponse } from "node:http";
import type { Cached } from "@scarlet/domain/catalog";
import { getProduct, listProducts } from "@scarlet/services/catalog";
import type { ShopServices } from "@scarlet/trpc";
import { requestIdOf } from "../http/exchange.ts";
import { type HotParts, headOf, isAdmitted, isUsual, type Listener, noteAnswered } from "./hot-request.ts";
import { type JsonBody, jsonOf } from "./json-bodies.ts";
import { createReadPlans, type ReadPlan } from "./read-plans.ts";

export type HotReadParts = HotParts & {
  readonly services: Pick<ShopServices, "products" | "catalogCache" | "stockReader" | "popularity">;
};

/**
 * The two reads that make up nearly all of a shop's traffic, a product and a list, on a way of their own before
 * everything else: the same verbs and the same answer, without what other requests need in between. Whatever is
 * unusual about a request or becomes of it is left to `others`, so nothing is refused here.
 */
export function hotReads(parts: HotReadParts, others: Listener): Listener {
  const plans = createReadPlans();
  return (request, response) => {
    const plan = request.method === "GET" && isUsual(request) ? plans.of(request.url ?? "") : null;
    if (plan === null || !isKnown(plan, parts) || !isAdmitted(request, parts, 1))
      return others(request, response);
    return serve(parts, plan, { request, response, others });
  };
}

/** A product that this process has not seen may not exist: the slow path finds out. */
function isKnown(plan: ReadPlan, { services }: HotReadParts): boolean {
  return plan.kind === "list" || services.catalogCache.hintOf(plan.input.slug) !== null;
}

type Exchange = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly others: Listener;
};

async function serve(parts: HotReadParts, plan: ReadPlan, exchange: Exchange): Promise<unknown> {
  const { request, response, others } = exchange;
  const begun = performance.now();
  let answer: Cached<JsonBody>;
  try {
    answer = await read(parts.services, plan);
  } catch {
    // The slow path meets the same error and reports it.
    return others(request, response);
  }
  const requestId = requestIdOf(request.headers["x-request-id"]?.toString());
  response.writeHead(200, [...headOf(parts, requestId, answer.outcome, answer.value.bytes)]);
  response.end(answer.value.text);
  parts.metrics.countCacheRead(answer.outcome);
  noteAnswered(parts, request, { path: plan.path, requestId, begun });
  return undefined;
}

async function read(services: HotReadParts["services"], plan: ReadPlan): Promise<Cached<JsonBody>> {
  if (plan.kind === "product") {
    const { value, outcome } = await getProduct(services, plan.input);
    return { value: jsonOf(value), outcome };
  }
  const { value, outcome } = await listProducts(services, plan.input);
  return { value: plan.jsonOf(value), outcome };
}
