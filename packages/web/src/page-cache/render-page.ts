import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import inject from "light-my-request";
import { withPageRefusal } from "../edge/page-refusal.ts";
import { sharedPagePolicy } from "../edge/security-headers.ts";
import { etagOf, type SharedPage } from "./kept-page.ts";
import { openPageRecord, withPageRecord } from "./page-record.ts";
import { inlineScriptHashes } from "./script-hashes.ts";
import { SHARED_PAGE_HEADER } from "./shared-page-header.ts";
import type { SharedRequest } from "./shared-request.ts";

export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Headers of one connection or one sending, and those that are set anew for each. */
const NOT_KEPT = new Set([
  "connection",
  "keep-alive",
  "transfer-encoding",
  "date",
  "content-length",
  "content-encoding",
  "cache-control",
  "content-security-policy",
  "set-cookie",
  "server-timing",
]);

/**
 * Makes a page for everybody by Next's own handler, as if a visitor asked who has no cookie. `forwardedFor`: for whom
 * the API counts what is read. Null: it depends on who asks, or could not be made; then it is made as any other.
 */
export async function renderSharedPage(
  handle: Handle,
  shared: SharedRequest,
  from: { readonly host: string; readonly forwardedFor: string | undefined },
): Promise<SharedPage | null> {
  const record = openPageRecord();
  const answer = await inject((request, response) => renderInto(handle, record, request, response), {
    method: "GET",
    url: shared.url,
    headers: {
      ...shared.headers,
      host: from.host,
      accept: "text/html,*/*",
      ...(from.forwardedFor !== undefined && { "x-forwarded-for": from.forwardedFor }),
      [SHARED_PAGE_HEADER]: "1",
    },
  });
  const { statusCode: status } = answer;
  if (record.isPersonal || status >= 500 || status === 429) return null;
  const body = answer.rawPayload;
  const isHtml = String(answer.headers["content-type"] ?? "").startsWith("text/html");
  return {
    status,
    headers: {
      ...keptHeaders(answer.headers),
      ...(isHtml && {
        "content-security-policy": sharedPagePolicy(inlineScriptHashes(body.toString("utf8"))),
      }),
    },
    body,
    etag: etagOf(body),
    reads: record.reads,
    isKept: status === 200 && !record.isUnsettled,
  };
}

function renderInto(
  handle: Handle,
  record: ReturnType<typeof openPageRecord>,
  request: unknown,
  response: unknown,
): void {
  const [asked, answer] = [request as IncomingMessage, response as ServerResponse];
  withPageRefusal(answer, () => withPageRecord(record, () => handle(asked, answer))).catch(() => {
    answer.statusCode = 500;
    answer.end();
  });
}

function keptHeaders(headers: OutgoingHttpHeaders): Record<string, string | readonly string[]> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      if (NOT_KEPT.has(name) || value === undefined) return [];
      const kept = Array.isArray(value) ? value : String(value);
      // Added anew when it is sent: Next says it for an encoding that is undone here.
      return [[name, name === "vary" ? String(kept).replace(/,\s*Accept-Encoding\b/i, "") : kept]];
    }),
  );
}
