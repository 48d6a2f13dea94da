import { expect, test, vi } from "vitest";
import { openPageRecord, withPageRecord } from "../page-cache/page-record.ts";
import type { ApiAnswer } from "./ask-api.ts";
import { askNotingReads } from "./page-reads-ask.ts";

vi.mock("server-only", () => ({}));

const SLUG_INPUT = encodeURIComponent(JSON.stringify({ 0: { json: { slug: "mug" } } }));
const PRODUCT = `http://api.test/api/trpc/catalog.product?batch=1&input=${SLUG_INPUT}`;
const CART = "http://api.test/api/trpc/catalog.shelves,cart.get?batch=1&input=%7B%7D";

/** What is noted while a page for everybody asks this. */
async function noted(url: string, answer: () => Promise<ApiAnswer>) {
  const record = openPageRecord();
  await withPageRecord(record, () => askNotingReads(answer, url, { headers: {} })).catch(() => undefined);
  return { ...record, reads: [...record.reads] };
}

const answering = (status: number, fingerprints?: string) => async (): Promise<ApiAnswer> => ({
  status,
  ok: status === 200,
  header: (name) => (name === "x-read-fingerprints" ? fingerprints : undefined),
  json: async () => [],
});
const telling = (fingerprints: string) => answering(200, fingerprints);

test("what a page was made of is noted by name, with the fingerprint of its answer", async () => {
  expect(await noted(PRODUCT, telling("abc"))).toEqual({
    reads: [['catalog.product {"slug":"mug"}', "abc"]],
    isPersonal: false,
    isUnsettled: false,
  });
});

test("what depends on who asks makes it personal", async () => {
  expect(await noted(CART, telling("abc,-"))).toMatchObject({ isPersonal: true });
});

test("a read that was refused leaves it unsettled, and so does an answer that is none of the API's", async () => {
  for (const answer of [telling("-"), answering(502)])
    expect(await noted(PRODUCT, answer)).toMatchObject({ reads: [], isUnsettled: true });
});
