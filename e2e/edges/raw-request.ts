import { Agent, type IncomingHttpHeaders, request } from "node:http";

export type RawResponse = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};
export type RawRequest = {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

const MAX_CONCURRENT_REQUESTS = 6;
const agent = new Agent({ keepAlive: true, maxSockets: MAX_CONCURRENT_REQUESTS });

/** Sends a request with its path exactly as written. `fetch` would normalise it. */
export function sendRaw(
  base: string,
  { path, method = "GET", headers = {}, body }: RawRequest,
): Promise<RawResponse> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers, agent }, async (response) => {
      const answer = { status: response.statusCode ?? 0, headers: response.headers };
      let text = "";
      // An event stream does not end.
      if (answer.headers["content-type"]?.startsWith("text/event-stream")) response.destroy();
      else for await (const part of response) text += part;
      resolve({ ...answer, body: text });
    });
    sent.setTimeout(30_000, () => sent.destroy(new Error(`${method} ${path.slice(0, 80)} did not answer`)));
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Sends all requests, a few at a time. Returns what `look` says about the answers that are not right. */
export async function findFaults(
  base: string,
  asks: readonly RawRequest[],
  look: (answer: RawResponse, asked: RawRequest) => string | undefined,
): Promise<readonly string[]> {
  const waiting = [...asks];
  const faults: string[] = [];
  const worker = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const fault = look(await sendRaw(base, next), next);
      if (fault !== undefined) faults.push(`${next.method ?? "GET"} ${next.path.slice(0, 120)}: ${fault}`);
    }
  };
  await Promise.all(Array.from({ length: MAX_CONCURRENT_REQUESTS }, worker));
  return faults;
}
