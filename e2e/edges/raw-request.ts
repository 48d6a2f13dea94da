import { Agent, type IncomingHttpHeaders, request } from "node:http";

export type RawAnswer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};
export type RawAsk = {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

const AT_ONCE = 6;
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

/** One request whose path goes out as it is written: `fetch` would tidy it first. */
export function ask(base: string, { path, method = "GET", headers = {}, body }: RawAsk): Promise<RawAnswer> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers, agent }, async (response) => {
      const answer = { status: response.statusCode ?? 0, headers: response.headers };
      let text = "";
      // A stream of events has no end to wait for.
      if (answer.headers["content-type"]?.startsWith("text/event-stream")) response.destroy();
      else for await (const part of response) text += part;
      resolve({ ...answer, body: text });
    });
    sent.setTimeout(30_000, () => sent.destroy(new Error(`${method} ${path.slice(0, 80)} did not answer`)));
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Asks them all, a few at a time; gives what `look` says of those that are not as they should be. */
export async function faultsAmong(
  base: string,
  asks: readonly RawAsk[],
  look: (answer: RawAnswer, asked: RawAsk) => string | undefined,
): Promise<readonly string[]> {
  const waiting = [...asks];
  const faults: string[] = [];
  const worker = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const fault = look(await ask(base, next), next);
      if (fault !== undefined) faults.push(`${next.method ?? "GET"} ${next.path.slice(0, 120)}: ${fault}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return faults;
}
