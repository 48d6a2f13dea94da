import type { IncomingMessage, ServerResponse } from "node:http";
import { type AskFingerprints, createAskFingerprints, type FingerprintSource } from "./ask-fingerprints.ts";
import { bytesOf, encodingFor, type SharedPage } from "./kept-page.ts";
import { createPageCounts } from "./page-counts.ts";
import { createPageStore, type PageStore } from "./page-store.ts";
import { type Handle, renderSharedPage } from "./render-page.ts";
import { createRenderQueue } from "./render-queue.ts";
import { type SharedRequest, sharedRequestOf } from "./shared-request.ts";

/** hit: bytes that were made before and still stand; render: made for those who asked; private: made for one alone. */
export const PAGE_CACHE_HEADER = "x-page-cache";

export type PageCacheOptions = {
  /** Next's handler. */
  readonly handle: Handle;
  /** Under which name pages are made, whatever name was asked for: nobody shall choose it for others. */
  readonly host: string;
  /** Which paths lead to pages that are the same for everybody. */
  readonly isShared: (path: string) => boolean;
  readonly source: Omit<FingerprintSource, "onEpoch" | "takeCounts">;
  /** How much memory kept pages may take. */
  readonly maxBytes: number;
};

/**
 * Answers pages that are the same for everybody from bytes that were made before, while each answer that they were made
 * of is still the answer of this moment, which the API tells by fingerprints; else by making them anew, once for all who
 * wait. Everything else, and whatever is in doubt, is left to Next. Nothing is told that is older than the request.
 */
export function createPageCache({ handle, host, isShared, source, maxBytes }: PageCacheOptions): Handle {
  const store = createPageStore(maxBytes);
  const counts = createPageCounts();
  const ask = createAskFingerprints({
    ...source,
    onEpoch: (epoch) => store.noteEpoch(epoch),
    takeCounts: counts.take,
  });
  const queue = createRenderQueue<SharedPage | null>();

  const renderAnew = async (request: IncomingMessage, shared: SharedRequest): Promise<SharedPage | null> => {
    const forwardedFor = request.headers["x-forwarded-for"]?.toString();
    try {
      return await queue(shared.key, async () => {
        const page = await renderSharedPage(handle, shared, { host, forwardedFor });
        if (page?.isKept === true) store.put(shared.key, page);
        else store.drop(shared.key);
        return page;
      });
    } catch {
      // Made once more for the one who asks, by Next alone, which writes down what fails.
      return null;
    }
  };

  return async (request, response) => {
    const shared = sharedRequestOf(request, isShared);
    const kept = shared === null ? undefined : await standing(store, ask, shared.key);
    if (kept !== undefined) {
      counts.note("hit");
      return send(request, response, kept, "hit");
    }
    const made = shared === null ? null : await renderAnew(request, shared);
    if (made !== null) {
      counts.note("render");
      return send(request, response, made, "render");
    }
    response.setHeader(PAGE_CACHE_HEADER, "private");
    if (String(request.headers.accept).includes("text/html")) counts.note("private");
    return handle(request, response);
  };
}

/** The kept page, if everything that it was made of would be answered the same now. */
async function standing(
  store: PageStore,
  ask: AskFingerprints,
  key: string,
): Promise<SharedPage | undefined> {
  const page = store.get(key);
  if (page === undefined) return undefined;
  try {
    const now = await ask([...page.reads.keys()]);
    for (const [name, fingerprint] of page.reads) if (now.get(name) !== fingerprint) return undefined;
    return page;
  } catch {
    // Nobody can vouch for it: it is made as if nothing had been kept, and says itself what does not work.
    return undefined;
  }
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  page: SharedPage,
  how: "hit" | "render",
): Promise<void> {
  for (const [name, value] of Object.entries(page.headers)) response.setHeader(name, value);
  response.setHeader(PAGE_CACHE_HEADER, how);
  response.setHeader("cache-control", "no-cache");
  response.appendHeader("vary", "Accept-Encoding");
  if (page.status === 200) response.setHeader("etag", page.etag);
  if (page.status === 200 && names(request.headers["if-none-match"], page.etag)) {
    response.writeHead(304).end();
    return;
  }
  const encoding = encodingFor(request.headers["accept-encoding"]);
  const bytes = await bytesOf(page, encoding);
  if (encoding !== "identity") response.setHeader("content-encoding", encoding);
  response.setHeader("content-length", bytes.length);
  response.writeHead(page.status).end(bytes);
}

/** Whether `If-None-Match` names this validator. A proxy may have weakened it. */
function names(header: string | undefined, etag: string): boolean {
  return header?.split(",").some((each) => each.trim().replace(/^W\//, "") === etag) === true;
}
