import { Agent, type ClientRequest, type IncomingMessage, request } from "node:http";
import { request as requestTls, Agent as TlsAgent } from "node:https";

/** A server of ours that says nothing for this long is gone. */
const TIMEOUT_MS = 60_000;

/** What pages need of an answer of the API. */
export type ApiAnswer = {
  readonly status: number;
  readonly ok: boolean;
  header(name: string): string | undefined;
  json(): Promise<unknown>;
};

export type ApiQuestion = {
  readonly method?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** Asks the API. Raises where it gave no answer. */
export type AskApi = (url: string, question: ApiQuestion) => Promise<ApiAnswer>;

const agents = { "http:": new Agent({ keepAlive: true }), "https:": new TlsAgent({ keepAlive: true }) };

/**
 * Asks the API over connections that are kept. Not by `fetch`: its streams, and what Next adds to it, cost a page a
 * millisecond (docs/performance.md).
 */
export const askApi: AskApi = async (url, question) => {
  try {
    return await send(url, question);
  } catch (error) {
    // The other end may close a kept connection in the moment in which it is used again: nothing was answered.
    if (error instanceof NotAnsweredError && error.wasReused && (question.method ?? "GET") === "GET")
      return send(url, question);
    throw error;
  }
};

/** The connection broke before there was an answer. */
class NotAnsweredError extends Error {
  override readonly name = "NotAnsweredError";
  readonly wasReused: boolean;

  constructor(cause: Error, { reusedSocket }: ClientRequest) {
    super(`the API cannot be reached: ${cause.message}`, { cause });
    this.wasReused = reusedSocket && "code" in cause && cause.code === "ECONNRESET";
  }
}

function send(url: string, { method = "GET", headers, body, signal }: ApiQuestion): Promise<ApiAnswer> {
  const isTls = url.startsWith("https:");
  return new Promise((resolve, reject) => {
    const sent = (isTls ? requestTls : request)(
      url,
      {
        method,
        headers: { ...headers, ...(body !== undefined && { "content-length": Buffer.byteLength(body) }) },
        agent: agents[isTls ? "https:" : "http:"],
        timeout: TIMEOUT_MS,
        ...(signal && { signal }),
      },
      (answer) => void read(answer).then(resolve, reject),
    );
    sent.on("timeout", () => sent.destroy(new Error("it did not answer in time")));
    sent.on("error", (error) => reject(new NotAnsweredError(error, sent)));
    sent.end(body);
  });
}

async function read(answer: IncomingMessage): Promise<ApiAnswer> {
  const parts: Buffer[] = [];
  for await (const part of answer as AsyncIterable<Buffer>) parts.push(part);
  const status = answer.statusCode ?? 0;
  return {
    status,
    ok: status >= 200 && status < 300,
    header: (name) => answer.headers[name]?.toString(),
    json: async () => JSON.parse(Buffer.concat(parts).toString("utf8")) as unknown,
  };
}
