import type { IncomingMessage, ServerResponse } from "node:http";
import { type CacheOutcome, worstOf } from "@scarlet/domain/catalog";
import { requestIdOf } from "../http/exchange.ts";
import { fingerprintOf } from "../page-reads/fingerprints.ts";
import { FINGERPRINTS_HEADER } from "../page-reads/fingerprints-header.ts";
import type { PageReadServices } from "../page-reads/page-reads.ts";
import { type HotParts, headOf, isAdmitted, isUsual, type Listener, noteAnswered } from "./hot-request.ts";
import { wireAnswerOf } from "./wire-bodies.ts";
import { createWirePlans, type WirePlan } from "./wire-plans.ts";

export type WireReadParts = HotParts & { readonly services: PageReadServices };

/**
 * Batches of our apps that ask for nothing but reads that are the same for whoever asks, which is all that a page of the
 * shop asks for, on the hot way: the same verbs and the same answer as by tRPC, for a fifth of the processor time. What is
 * unusual, refused or fails is left to `others`.
 */
export function wireReads(parts: WireReadParts, others: Listener): Listener {
  const planOf = createWirePlans();
  return (request, response) => {
    const plan = request.method === "GET" && isUsual(request) ? planOf(request.url ?? "") : null;
    if (plan === null || !isKnown(plan, parts) || !isAdmitted(request, parts, plan.reads.length))
      return others(request, response);
    return serve(parts, plan, { request, response, others });
  };
}

/** A product that this process has not seen may not exist: the slow path finds out. */
function isKnown({ slugs }: WirePlan, { services }: WireReadParts): boolean {
  return slugs.every((slug) => services.catalogCache.hintOf(slug) !== null);
}

type Exchange = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly others: Listener;
};

async function serve(
  parts: WireReadParts,
  plan: WirePlan,
  { request, response, others }: Exchange,
): Promise<unknown> {
  const begun = performance.now();
  let text: string;
  let outcome: CacheOutcome;
  const fingerprints: string[] = [];
  try {
    const told = await Promise.all(plan.reads.map((read) => read(parts.services)));
    text = `[${told.map(({ value }) => wireAnswerOf(value)).join(",")}]`;
    outcome = worstOf(told.map((one) => one.outcome));
    if (request.headers[FINGERPRINTS_HEADER] !== undefined)
      fingerprints.push(FINGERPRINTS_HEADER, told.map(({ value }) => fingerprintOf(value)).join(","));
  } catch {
    // The slow path meets the same error and reports it.
    return others(request, response);
  }
  const requestId = requestIdOf(request.headers["x-request-id"]?.toString());
  const bytes = String(Buffer.byteLength(text));
  response.writeHead(200, [...headOf(parts, requestId, outcome, bytes), ...fingerprints]);
  response.end(text);
  parts.metrics.countCacheRead(outcome);
  noteAnswered(parts, request, { path: plan.path, requestId, begun });
  return undefined;
}
