import { request } from "node:http";
import { type BrowserProxy, openBrowserProxy } from "./browser-proxy.ts";

/** A proxy that keeps each answer back until it has all of it, so that nothing comes of a stream. */
export function openBufferingProxy(): Promise<BrowserProxy> {
  return openBrowserProxy((incoming, outgoing) => {
    const { method, url = "", headers } = incoming;
    const upstream = request(url, { method, headers }, (answer) => {
      const gather = async (): Promise<void> => {
        const body = Buffer.concat(await answer.toArray());
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers).end(body);
      };
      // It was left before it was complete.
      gather().catch(() => outgoing.destroy());
    });
    upstream.on("error", () => outgoing.destroy());
    outgoing.on("close", () => upstream.destroy());
    incoming.pipe(upstream);
  });
}
