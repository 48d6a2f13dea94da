import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import type { AppRouter } from "@scarlet/trpc";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { expect, test, vi } from "vitest";
import { withPageRefusal } from "../edge/page-refusal.ts";
import { openPageRecord, withPageRecord } from "../page-cache/page-record.ts";
import type { ApiAnswer, ApiQuestion } from "./ask-api.ts";
import { askNotingReads } from "./page-reads-ask.ts";
import { pageStatusLink } from "./page-status-link.ts";
import { WIRE_FORMAT } from "./wire-format.ts";

vi.mock("server-only", () => ({}));

type Answer = () => Promise<ApiAnswer>;

function apiThat(answers: Answer) {
  const batch = httpBatchLink({
    url: "http://api.test/api/trpc",
    transformer: WIRE_FORMAT,
    fetch: (url, options) => askNotingReads(answers, url as string, options as ApiQuestion),
  });
  return createTRPCClient<AppRouter>({ links: [pageStatusLink, batch] });
}

/** What is noted while a page for everybody asks for the shelves, and goes on without them where it gets none. */
async function noted(answer: Answer) {
  const record = openPageRecord();
  await withPageRecord(record, () =>
    apiThat(answer)
      .catalog.shelves.query()
      .catch(() => []),
  );
  return record;
}

const told =
  (body: string, status = 200): Answer =>
  async () => ({
    status,
    ok: status === 200,
    header: () => "abc",
    json: async () => JSON.parse(body) as unknown,
  });
const away: Answer = () => Promise.reject(new Error("the API cannot be reached"));

/** What the API says where it failed with this status. `outcome`: of a write, as it is told of every failure. */
function failed(status: number, outcome?: "nothing_done" | "unknown"): Answer {
  const data = { code: "X", httpStatus: status, errorCode: "service.broken", details: { outcome } };
  return told(JSON.stringify([{ error: { json: { message: "It failed.", code: -32603, data } } }]), status);
}

/** With which status, and when to come again, a page is sent that cannot be made without the shelves. */
async function sentWithout(answer: Answer) {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  await withPageRefusal(response, async () => {
    await apiThat(answer)
      .catalog.shelves.query()
      .catch(() => undefined);
    // As Next does of whatever a page fails with.
    response.writeHead(500);
  });
  return [response.statusCode, response.getHeader("retry-after")];
}

test("a page that got what it asked for may be kept", async () => {
  const body = JSON.stringify([{ result: { data: { json: [] } } }]);
  expect(await noted(told(body))).toMatchObject({ isUnsettled: false });
});

test("one that goes without is not: nobody answered, or the answer is none", async () => {
  for (const answer of [away, told("[{")]) expect(await noted(answer)).toMatchObject({ isUnsettled: true });
});

test.each([
  ["the API is away", away],
  ["something between says so, in words of its own", told("<h1>Bad Gateway</h1>", 502)],
  ["it was cut off", told("[{")],
  ["its database is away", failed(503, "nothing_done")],
  ["its database is away, and it does not say since when", failed(503)],
] satisfies [string, Answer][])(
  "a page that needs what nobody answers now can be asked for again soon: %s",
  async (_, answer) => {
    expect(await sentWithout(answer)).toEqual([503, "5"]);
  },
);

test("what the API failed at is a fault of ours, and stays one", async () => {
  for (const answer of [failed(500), failed(500, "unknown"), failed(404)])
    expect(await sentWithout(answer)).toEqual([500, undefined]);
});
