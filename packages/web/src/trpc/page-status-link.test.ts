import type { AppRouter } from "@scarlet/trpc";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import superjson from "superjson";
import { expect, test, vi } from "vitest";
import { openPageRecord, withPageRecord } from "../page-cache/page-record.ts";
import { fetchNotingReads } from "./page-reads-fetch.ts";
import { pageStatusLink } from "./page-status-link.ts";

vi.mock("server-only", () => ({}));

/** What is noted while a page for everybody asks for the shelves, and goes on without them where it gets none. */
async function noted(answer: () => Promise<Response>) {
  vi.stubGlobal("fetch", answer);
  const batch = httpBatchLink({
    url: "http://api.test/api/trpc",
    transformer: superjson,
    fetch: (url, options) => fetchNotingReads(url, options as RequestInit),
  });
  const api = createTRPCClient<AppRouter>({ links: [pageStatusLink, batch] });
  const record = openPageRecord();
  await withPageRecord(record, () => api.catalog.shelves.query().catch(() => []));
  vi.unstubAllGlobals();
  return record;
}

const told = (body: ConstructorParameters<typeof Response>[0]) => async () =>
  new Response(body, { headers: { "x-read-fingerprints": "abc", "content-type": "application/json" } });

test("a page that got what it asked for may be kept", async () => {
  const body = JSON.stringify([{ result: { data: { json: [] } } }]);
  expect(await noted(told(body))).toMatchObject({ isUnsettled: false });
});

test("one that goes without is not: nobody answered, or the answer broke off after its head", async () => {
  const breaking = new ReadableStream({ start: (body) => body.error(new Error("cut")) });
  for (const answer of [() => Promise.reject(new TypeError("fetch failed")), told("[{"), told(breaking)])
    expect(await noted(answer)).toMatchObject({ isUnsettled: true });
});
