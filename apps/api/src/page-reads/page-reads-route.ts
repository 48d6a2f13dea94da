import type { IncomingMessage, ServerResponse } from "node:http";
import type { PageCounts } from "@scarlet/domain/cache";
import { z } from "zod";
import type { Listener } from "../hot/hot-request.ts";
import { PROXY_HEADER } from "../http/caller-address.ts";
import { FIXED_HEADERS } from "../http/responses.ts";
import { fingerprintOf } from "./fingerprints.ts";
import { createPageReads, type PageRead, type PageReadServices } from "./page-reads.ts";

/** Where the storefront asks whether the answers that its kept pages were made of still stand. */
export const PAGE_READS_PATH = "/api/page-reads";

/** How many pages were sent since the last question, as `hit render private`. */
const PAGES_SENT_HEADER = "x-pages-sent";

const MAX_READS = 1_000;
const MAX_BODY_BYTES = 512 * 1024;
const HEAD = [...Object.entries(FIXED_HEADERS), ["content-type", "application/json"]].flat();

const bodySchema = z.array(z.string()).min(1).max(MAX_READS);

export type PageReadsParts = {
  readonly services: PageReadServices;
  /** Whether a value of `PROXY_HEADER` proves that one of our web apps asks. */
  readonly isOurApp: (proof: string | string[] | undefined) => boolean;
  /** The epoch of the stock cache; 0 while it is not in use. */
  readonly epoch: () => number;
  /** Told what a storefront sent since it last told. */
  readonly onPagesSent: (since: PageCounts) => void;
};

/**
 * Answers `POST /api/page-reads` of our own apps before everything else, as hot reads are: for each read in the body (a
 * JSON list of names, see `createPageReads`) the fingerprint of its answer at this moment, or null where it is in doubt: it
 * means nothing, was refused, or the cache could not be asked. All are read in one turn, so Redis is asked once. Whatever
 * else comes is left to `others`.
 */
export function pageReads(parts: PageReadsParts, others: Listener): Listener {
  const reads = createPageReads();
  return (request, response) => {
    if (request.method !== "POST" || request.url !== PAGE_READS_PATH) return others(request, response);
    if (!parts.isOurApp(request.headers[PROXY_HEADER])) return others(request, response);
    return answer(parts, reads, request, response);
  };
}

async function answer(
  { services, epoch, onPagesSent }: PageReadsParts,
  reads: (name: string) => PageRead | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const names = await namesIn(request);
  const sent = pagesSentIn(request.headers[PAGES_SENT_HEADER]);
  if (sent !== null) onPagesSent(sent);
  if (names === null) {
    response.writeHead(400, HEAD).end("{}");
    return;
  }
  const before = epoch();
  const fingerprints = await Promise.all(names.map((name) => fingerprintNow(services, reads(name))));
  const text = JSON.stringify({ epoch: before, fingerprints });
  response.writeHead(200, [...HEAD, "content-length", String(Buffer.byteLength(text))]).end(text);
}

/** Null: nobody can say, and whoever wants to show it has to ask as everybody does. */
async function fingerprintNow(services: PageReadServices, read: PageRead | null): Promise<string | null> {
  if (read === null) return null;
  try {
    const { value, outcome } = await read(services);
    return outcome === "bypass" ? null : fingerprintOf(value);
  } catch {
    // Gone, or the database is away: rendering meets the same and tells it.
    return null;
  }
}

/** Null: it does not tell. */
function pagesSentIn(header: string | string[] | undefined): PageCounts | null {
  const [, hit, render, personal] = /^(\d{1,9}) (\d{1,9}) (\d{1,9})$/.exec(String(header)) ?? [];
  return hit === undefined ? null : { hit: Number(hit), render: Number(render), private: Number(personal) };
}

/** Null when it is no list of names, longer than any of ours, or was not sent to its end. */
async function namesIn(request: IncomingMessage): Promise<readonly string[] | null> {
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      bytes += part.length;
      if (bytes > MAX_BODY_BYTES) return null;
      parts.push(part);
    }
    return bodySchema.parse(JSON.parse(Buffer.concat(parts).toString("utf8")));
  } catch {
    // Broken, or its sender is gone, who hears no answer.
    return null;
  }
}
