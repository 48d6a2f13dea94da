import { type IncomingMessage, request, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { type BrowserProxy, openBrowserProxy } from "./browser-proxy.ts";

const CHUNKS = 24;
/** Longer than two frames, so that the browser paints each chunk before the next comes. */
const CHUNK_INTERVAL_MS = 40;
const FIRST_PAINT_MS = 150;

type Signal = ReturnType<typeof Promise.withResolvers<void>>;
type Signals = { readonly fonts: Signal; readonly styles: Signal };

/** A proxy that makes every page arrive slowly, so that layout shifts of slow networks and machines always show. */
export type SlowLine = BrowserProxy & {
  /** Releases the fonts that are waiting, and all that are requested later. */
  letFontsThrough(): void;
};

/** Opens the proxy: it sends HTML in small chunks, holds fonts back until told, and passes everything else on. */
export async function openSlowProxy(): Promise<SlowLine> {
  const fonts = Promise.withResolvers<void>();
  const styles = Promise.withResolvers<void>();
  const opened = await openBrowserProxy((incoming, outgoing) => pass(incoming, outgoing, { fonts, styles }));
  return { ...opened, letFontsThrough: fonts.resolve };
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, { fonts, styles }: Signals): void {
  const { method, url = "", headers } = incoming;
  // Compressed, a page would arrive in two chunks at most.
  const upstream = request(
    url,
    { method, headers: { ...headers, "accept-encoding": "identity" } },
    (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      const type = answer.headers["content-type"] ?? "";
      if (type.startsWith("text/html")) void inPieces(answer, outgoing, styles.promise);
      else if (type.startsWith("font/")) void fonts.promise.then(() => answer.pipe(outgoing));
      else answer.pipe(outgoing);
      if (type.startsWith("text/css")) outgoing.on("finish", styles.resolve);
    },
  );
  upstream.on("error", () => outgoing.destroy());
  outgoing.on("close", () => upstream.destroy());
  incoming.pipe(upstream);
}

/** Sends a page: its head, then after the styles its body in chunks up to the first script, then the rest at once. */
async function inPieces(
  answer: IncomingMessage,
  outgoing: ServerResponse,
  styles: Promise<void>,
): Promise<void> {
  const html = Buffer.concat(await answer.toArray());
  const body = Math.max(0, html.indexOf("<body"));
  const last = html.indexOf("<script", body);
  const end = last < 0 ? html.length : last;
  outgoing.write(html.subarray(0, body));
  await styles;
  await delay(FIRST_PAINT_MS);
  for (let chunk = 0; chunk < CHUNKS; chunk++) {
    const at = (n: number): number => body + Math.floor(((end - body) * n) / CHUNKS);
    outgoing.write(html.subarray(at(chunk), at(chunk + 1)));
    await delay(CHUNK_INTERVAL_MS);
  }
  outgoing.end(html.subarray(end));
}
