import { type ApiContext, appRouter } from "@scarlet/trpc";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { HTTPException } from "hono/http-exception";
import { FIXED_HEADERS, ownHeaders } from "./answer.ts";
import type { ApiHonoContext } from "./exchange.ts";
import { isJson } from "./input.ts";

const MAX_BATCH = 50;

/** Answers our own apps. Only JSON is read, so that no page of another origin can send a write unasked. */
export async function serveTrpc(c: ApiHonoContext, ctx: ApiContext): Promise<Response> {
  if (c.req.method === "POST" && !isJson(c.req.header("content-type"))) throw new HTTPException(415);
  const answer = await fetchRequestHandler({
    endpoint: "/api/trpc",
    req: c.req.raw,
    router: appRouter,
    createContext: () => ctx,
    maxBatchSize: MAX_BATCH,
  });
  for (const [name, value] of Object.entries({ ...FIXED_HEADERS, ...ownHeaders(c) })) {
    for (const each of [value].flat()) answer.headers.append(name, each);
  }
  return answer;
}
