import type { IncomingMessage } from "node:http";

/** What Next's router sends along to get a part of a page: its answer depends on each of them. */
export const ROUTER_HEADERS = [
  "rsc",
  "next-router-state-tree",
  "next-router-prefetch",
  "next-router-segment-prefetch",
  "next-url",
] as const;

/** An address has 10 kB at most and the router's state some more; what is longer is no page that many ask for. */
const MAX_KEY_LENGTH = 4_096;

/** A request for what is the same for everybody. */
export type SharedRequest = {
  /** The same for requests that are answered the same. */
  readonly key: string;
  readonly url: string;
  /** The headers that the answer depends on. */
  readonly headers: Readonly<Record<string, string>>;
};

/**
 * What of a request the shared page depends on. Null: it is not for a page that is the same for everybody. `isShared`
 * tells by the path which pages are.
 */
export function sharedRequestOf(
  { method, url = "", headers }: Pick<IncomingMessage, "method" | "url" | "headers">,
  isShared: (path: string) => boolean,
): SharedRequest | null {
  if (method !== "GET" || !isShared(url.split("?", 1)[0] ?? "")) return null;
  const own = ROUTER_HEADERS.flatMap((name) => {
    const value = headers[name];
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  const key = JSON.stringify([url, own]);
  return key.length > MAX_KEY_LENGTH ? null : { key, url, headers: Object.fromEntries(own) };
}
