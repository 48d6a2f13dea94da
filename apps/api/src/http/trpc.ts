import { isPageRead } from "@scarlet/domain/catalog";
import { type ApiContext, appRouter, problemHeaders, refusalOf, trpcErrorOf } from "@scarlet/trpc";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { HTTPException } from "hono/http-exception";
import { fingerprintOf } from "../page-reads/fingerprints.ts";
import { FINGERPRINTS_HEADER } from "../page-reads/fingerprints-header.ts";
import type { ApiHonoContext } from "./exchange.ts";
import { isJson } from "./request-input.ts";
import { FIXED_HEADERS, ownHeaders } from "./responses.ts";

const MAX_BATCH = 50;
/** Serves tRPC to our apps. Only JSON bodies are accepted, so that no page of another origin can send a write. */
export async function serveTrpc(
  c: ApiHonoContext,
  { context, admit }: { readonly context: ApiContext; readonly admit: () => Promise<void> },
): Promise<Response> {
  if (c.req.method === "POST" && !isJson(c.req.header("content-type"))) throw new HTTPException(415);
  const answer = await fetchRequestHandler({
    endpoint: "/api/trpc",
    req: c.req.raw,
    router: appRouter,
    async createContext() {
      await admit().catch((error: unknown) => {
        throw trpcErrorOf(error);
      });
      return context;
    },
    responseMeta: ({ errors, paths, data }) => ({
      headers: {
        // A batch reports the Retry-After of its first rate-limited call.
        ...errors.map((error) => problemHeaders(refusalOf(error))).find((each) => "retry-after" in each),
        ...(c.req.header(FINGERPRINTS_HEADER) !== undefined && fingerprintsOf(paths ?? [], data)),
      },
    }),
    maxBatchSize: MAX_BATCH,
  });
  for (const [name, value] of Object.entries({ ...FIXED_HEADERS, ...ownHeaders(c) })) {
    for (const each of [value].flat()) answer.headers.append(name, each);
  }
  return answer;
}

/** What tRPC says to one call. */
type CallAnswer = { readonly result: { readonly data?: unknown } } | { readonly error: unknown };

function fingerprintsOf(
  paths: readonly string[],
  answers: readonly CallAnswer[],
): Record<typeof FINGERPRINTS_HEADER, string> {
  const each = paths.map((path, place) => {
    const told = answers[place];
    const data = told !== undefined && "result" in told ? told.result.data : undefined;
    return isPageRead(path) && typeof data === "object" && data !== null ? fingerprintOf(data) : "-";
  });
  return { [FINGERPRINTS_HEADER]: each.join(",") };
}
