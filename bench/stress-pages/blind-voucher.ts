import { createServer, type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";
import { z } from "zod";
import { freePort } from "../../apps/api/test/processes/child-process.ts";

/** So long an answer is repeated without asking. */
const BLIND_MS = 2_000;

type Told = { readonly at: number; readonly fingerprint: string | null };
type Passed = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer };

const namesSchema = z.array(z.string());
const answerSchema = z.object({ epoch: z.int(), fingerprints: z.array(z.string().nullable()) });

/**
 * Stands between a storefront and its API and vouches for pages without asking: what the API said of a read is repeated
 * for two seconds. To see that the checker finds what is stale then. Gives its port.
 */
export async function openBlindVoucher(apiPort: number): Promise<number> {
  const told = new Map<string, Told>();
  let epoch = 0;
  const port = await freePort();
  const server = createServer(async (asked, answer) => {
    const body = await bytesOf(asked);
    const names = asked.url === "/api/page-reads" ? namesSchema.parse(JSON.parse(String(body))) : [];
    const known = names.map((name) => told.get(name));
    if (names.length > 0 && known.every((each) => performance.now() - (each?.at ?? -BLIND_MS) < BLIND_MS)) {
      const fingerprints = known.map((each) => each?.fingerprint ?? null);
      answer.writeHead(200, { "content-type": "application/json" });
      return void answer.end(JSON.stringify({ epoch, fingerprints }));
    }
    const came = await pass(apiPort, asked, body).catch(() => undefined);
    if (came === undefined) return void answer.destroy();
    if (names.length > 0 && came.status === 200) {
      const now = answerSchema.parse(JSON.parse(String(came.body)));
      epoch = now.epoch;
      for (const [place, name] of names.entries())
        told.set(name, { at: performance.now(), fingerprint: now.fingerprints[place] ?? null });
    }
    answer.writeHead(came.status, came.headers).end(came.body);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  server.unref();
  return port;
}

function pass(port: number, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Passed> {
  return new Promise((resolve, reject) => {
    const onward = request({ port, host: "127.0.0.1", method, path: url, headers }, (came) => {
      const { statusCode: status = 502, headers: told } = came;
      bytesOf(came).then((bytes) => resolve({ status, headers: told, body: bytes }), reject);
    });
    onward.on("error", reject);
    onward.end(body);
  });
}

async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
