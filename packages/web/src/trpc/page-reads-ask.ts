import "server-only";
import { isPageRead, pageReadName } from "@scarlet/domain/catalog";
import { noteRead, type PageRecord, pageRecord } from "../page-cache/page-record.ts";
import type { ApiAnswer, ApiQuestion, AskApi } from "./ask-api.ts";
import { type OnWire, WIRE_FORMAT } from "./wire-format.ts";

/** Asks the API to name the fingerprint of each answer, and what it tells where there is none. */
const FINGERPRINTS_HEADER = "x-read-fingerprints";
const NO_FINGERPRINT = "-";

type Call = { readonly procedure: string; readonly input: unknown };

/**
 * How pages on the server ask. While a page is made for everybody it notes what the page is made of, and that it is
 * nobody else's where it reads anything that depends on who asks.
 */
export async function askNotingReads(ask: AskApi, url: string, question: ApiQuestion): Promise<ApiAnswer> {
  const record = pageRecord();
  if (record === undefined) return ask(url, question);
  const calls = callsOf(new URL(url));
  if (!calls.every(({ procedure }) => isPageRead(procedure))) record.isPersonal = true;
  const headers = { ...question.headers, [FINGERPRINTS_HEADER]: "1" };
  const answer = await ask(url, { ...question, headers });
  note(record, calls, answer.header(FINGERPRINTS_HEADER)?.split(",") ?? []);
  return answer;
}

function note(record: PageRecord, calls: readonly Call[], fingerprints: readonly string[]): void {
  for (const [place, { procedure, input }] of calls.entries()) {
    if (!isPageRead(procedure)) continue;
    const told = fingerprints[place];
    noteRead(record, pageReadName(procedure, input), told === NO_FINGERPRINT ? undefined : told);
  }
}

/** The calls that travel in one address: `/api/trpc/a,b?batch=1&input={"0":…,"1":…}`. */
function callsOf({ pathname, searchParams }: URL): readonly Call[] {
  const inputs = JSON.parse(searchParams.get("input") ?? "{}") as Record<string, OnWire>;
  const procedures = decodeURIComponent(pathname.slice(pathname.lastIndexOf("/") + 1)).split(",");
  return procedures.map((procedure, place) => {
    const input = inputs[place];
    return { procedure, input: input === undefined ? undefined : WIRE_FORMAT.deserialize(input) };
  });
}
