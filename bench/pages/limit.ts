import { Redis } from "ioredis";
import { type Child, freePort, startChild, until } from "../../apps/api/test/processes/child-process.ts";
import { answerOf, HttpConnection, request } from "../load/http-connection.ts";

export type Served = { readonly child: Child; readonly port: number };

export type LimitOptions = {
  readonly redisUrl: string;
  /** The storefront whose pages it answers with, asked for with these headers. */
  readonly pagesPort: number;
  readonly pages: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
};

/** Starts the limit: a bare server that answers the same bytes after one GET. */
export async function startLimit(options: LimitOptions): Promise<Served> {
  const port = await freePort();
  const args = ["bench/read/baseline-server.ts", "--port", String(port), "--redis", options.redisUrl];
  const child = startChild(process.execPath, args);
  await until(async () => (await fetch(`http://127.0.0.1:${port}/`)).status === 404, child);
  await copyPages(options);
  return { child, port };
}

/** Stores the bytes of the pages in Redis for the bare server. */
async function copyPages({ redisUrl, pagesPort, pages, headers }: LimitOptions): Promise<void> {
  const redis = new Redis(redisUrl);
  const wire = await HttpConnection.open(pagesPort);
  for (const each of pages) {
    const { body } = answerOf(await wire.ask(request(each, headers)));
    await redis.set(`bench:ready:${each}`, body);
  }
  wire.close();
  redis.disconnect();
}
