import { Agent, request } from "node:http";
import { request as requestTls } from "node:https";
import type { PageCounts } from "@scarlet/domain/cache";
import { createBatcher } from "@scarlet/domain/kernel";
import { z } from "zod";

/** A page that nobody can vouch for in this time is made anew, which the API may refuse in its own words. */
const TIMEOUT_MS = 2_000;
/** Batches under way at once: those who ask meanwhile share the next one. */
const MAX_CONCURRENT = 2;
/** Below what the API accepts in one question. */
const MAX_READS_PER_BATCH = 500;

const PAGES_SENT_HEADER = "x-pages-sent";

const answerSchema = z.object({ epoch: z.int(), fingerprints: z.array(z.string().nullable()) });

/** The API said something else than what it was asked for, or nothing in time. */
export class NoFingerprintsError extends Error {
  override readonly name = "NoFingerprintsError";
}

/** The fingerprints that reads have now, by name; without those that are in doubt. Raises `NoFingerprintsError`. */
export type AskFingerprints = (names: readonly string[]) => Promise<ReadonlyMap<string, string>>;

export type FingerprintSource = {
  readonly url: URL;
  /** Headers that prove who asks. Called at each question. */
  readonly headers: () => Readonly<Record<string, string>>;
  readonly onEpoch: (epoch: number) => void;
  /** What was sent since this was last called; told to the API along with a question. */
  readonly takeCounts: () => PageCounts;
};

/**
 * Asks the API for fingerprints, together for all who ask in the same turn or while earlier questions are under way. Each
 * is read after it was asked for.
 */
export function createAskFingerprints({
  url,
  headers,
  onEpoch,
  takeCounts,
}: FingerprintSource): AskFingerprints {
  const agent =
    url.protocol === "https:" ? undefined : new Agent({ keepAlive: true, maxSockets: MAX_CONCURRENT });
  const ask = async (names: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const { hit, render, private: personal } = takeCounts();
    const told = { ...headers(), [PAGES_SENT_HEADER]: `${hit} ${render} ${personal}` };
    const text = await post(url, JSON.stringify(names), told, agent);
    const { epoch, fingerprints } = answerSchema.parse(JSON.parse(text));
    onEpoch(epoch);
    return new Map(
      names.flatMap((name, place) => {
        const fingerprint = fingerprints[place];
        return fingerprint == null ? [] : [[name, fingerprint] as const];
      }),
    );
  };
  return createBatcher(ask, {
    maxConcurrent: MAX_CONCURRENT,
    maxKeys: MAX_READS_PER_BATCH,
    schedule: setImmediate,
  });
}

function post(
  url: URL,
  body: string,
  headers: Readonly<Record<string, string>>,
  agent: Agent | undefined,
): Promise<string> {
  const send = url.protocol === "https:" ? requestTls : request;
  return new Promise((resolve, reject) => {
    const failed = (why: string) => reject(new NoFingerprintsError(why));
    const sent = send(
      url,
      {
        method: "POST",
        timeout: TIMEOUT_MS,
        headers: {
          ...headers,
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
        },
        ...(agent && { agent }),
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("error", (error) => failed(error.message));
        answer.on("end", () => {
          if (answer.statusCode === 200) resolve(Buffer.concat(parts).toString("utf8"));
          else failed(`the API answered ${answer.statusCode}`);
        });
      },
    );
    sent.on("timeout", () => sent.destroy(new Error("the API did not answer in time")));
    sent.on("error", (error) => failed(error.message));
    sent.end(body);
  });
}
