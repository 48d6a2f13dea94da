import type { AppRouter } from "@scarlet/trpc";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { expect, test, vi } from "vitest";
import { openPageRecord, withPageRecord } from "../page-cache/page-record.ts";
import type { ApiAnswer, ApiQuestion } from "./ask-api.ts";
import { askNotingReads } from "./page-reads-ask.ts";
import { pageStatusLink } from "./page-status-link.ts";
import { WIRE_FORMAT } from "./wire-format.ts";

vi.mock("server-only", () => ({}));

/** What is noted while a page for everybody asks for the shelves, and goes on without them where it gets none. */
async function noted(answer: () => Promise<ApiAnswer>) {
  const batch = httpBatchLink({
    url: "http://api.test/api/trpc",
    transformer: WIRE_FORMAT,
    fetch: (url, options) => askNotingReads(answer, url as string, options as ApiQuestion),
  });
  const api = createTRPCClient<AppRouter>({ links: [pageStatusLink, batch] });
  const record = openPageRecord();
  await withPageRecord(record, () => api.catalog.shelves.query().catch(() => []));
  return record;
}

const told = (body: string) => async (): Promise<ApiAnswer> => ({
  status: 200,
  ok: true,
  header: () => "abc",
  json: async () => JSON.parse(body) as unknown,
});

test("a page that got what it asked for may be kept", async () => {
  const body = JSON.stringify([{ result: { data: { json: [] } } }]);
  expect(await noted(told(body))).toMatchObject({ isUnsettled: false });
});

test("one that goes without is not: nobody answered, or the answer is none", async () => {
  for (const answer of [() => Promise.reject(new Error("the API cannot be reached")), told("[{")])
    expect(await noted(answer)).toMatchObject({ isUnsettled: true });
});
