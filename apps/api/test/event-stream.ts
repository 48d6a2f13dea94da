import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { deserialize, type SuperJSONResult, serialize } from "superjson";
import type { MemoryShop } from "./memory-shop.ts";

/** The shop on a socket: without one nobody can listen. */
export async function serve(shop: MemoryShop): Promise<{ server: Server; url: string }> {
  const server = createServer(getRequestListener(shop.server.fetch)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    server,
    url: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`,
  };
}

/** The address of a subscription. */
export function subscriptionPath(procedure: string, input: unknown): string {
  return `/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(serialize(input)))}`;
}

/** One event of a stream; `data` is what tRPC wrote, read back. */
export type ReadEvent = { readonly event: string; readonly id: string | undefined; readonly data: unknown };

/** Reads a stream of events as it comes. */
export async function openStream(url: string, headers: Record<string, string> = {}) {
  const aborted = new AbortController();
  const answer = await fetch(url, { headers, signal: aborted.signal });
  let text = "";
  let isOver = false;
  const reading = (async () => {
    const parts = answer.body?.pipeThrough(new TextDecoderStream());
    if (parts !== undefined) for await (const part of parts) text += part;
  })();
  void reading.catch(() => undefined).finally(() => (isOver = true));
  return {
    answer,
    text: () => text,
    isOver: () => isOver,
    events: () =>
      text
        .split("\n\n")
        .filter((block) => block.trim() !== "")
        .map(readEvent),
    leave: () => aborted.abort(),
  };
}

function readEvent(block: string): ReadEvent {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1];
  return { event: field("event") ?? "message", id: field("id"), data: dataOf(field("data") ?? "") };
}

/** tRPC's figures are wrapped by superjson, its own words are not. */
function dataOf(text: string): unknown {
  if (text === "") return "";
  const value = JSON.parse(text) as object;
  return "json" in value ? deserialize(value as SuperJSONResult) : value;
}
