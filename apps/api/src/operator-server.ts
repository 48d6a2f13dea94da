import { createServer, type RequestListener, type Server } from "node:http";
import { isLoopback } from "@scarlet/domain/accounts";
import { type ReadinessParts, readReadiness } from "./health.ts";
import { FIXED_HEADERS } from "./http/responses.ts";
import type { Metrics } from "./metrics.ts";

export type OperatorParts = {
  readonly metrics: Pick<Metrics, "text" | "contentType">;
  readonly readiness: ReadinessParts;
};

export type OperatorAnswer = { readonly status: number; readonly contentType: string; readonly text: string };

/**
 * What those who run the shop ask a process: whether it can serve (`/readyz`) and how it does (`/metrics`). It tells of
 * load, faults and the state of the stores, so it has a port of its own that the public cannot reach.
 */
export async function answerOperator(
  { metrics, readiness }: OperatorParts,
  method: string,
  path: string,
): Promise<OperatorAnswer> {
  const isRead = method === "GET" || method === "HEAD";
  if (path !== "/readyz" && path !== "/metrics")
    return json(404, { error: "There is nothing at this address." });
  if (!isRead) return json(405, { error: "This address has no such method." });
  if (path === "/metrics")
    return { status: 200, contentType: metrics.contentType, text: await metrics.text() };
  const state = await readReadiness(readiness);
  return json(state.ready ? 200 : 503, state);
}

/** The operators' server, not yet listening. `host`: the address that it will listen on. */
export function createOperatorServer(parts: OperatorParts, host: string): Server {
  const isLocal = isLoopback(`http://${host}`);
  const listener: RequestListener = (request, response) => {
    const send = ({ status, contentType, text }: OperatorAnswer) =>
      response.writeHead(status, { ...FIXED_HEADERS, "content-type": contentType }).end(text);
    // DNS rebinding: a web page could lead a browser on this machine here under its own host name.
    if (isLocal && !isLoopback(`http://${request.headers.host ?? ""}`))
      return send(json(421, { error: "Ask for this by a name of this machine." }));
    const path = (request.url ?? "").split("?", 1)[0] ?? "";
    return answerOperator(parts, request.method ?? "", path).then(send, () =>
      send(json(500, { error: "This could not be told." })),
    );
  };
  return createServer({ requestTimeout: 10_000, maxHeaderSize: 8_192 }, listener);
}

function json(status: number, value: unknown): OperatorAnswer {
  return { status, contentType: "application/json", text: JSON.stringify(value) };
}
