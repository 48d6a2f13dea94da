import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

const PIECES = 24;
/** More than two frames, so that a browser that paints what it has does paint each piece. */
const PIECE_EVERY_MS = 40;
const FIRST_PAINT_MS = 150;

type Signal = ReturnType<typeof Promise.withResolvers<void>>;
type Signals = { readonly fonts: Signal; readonly styles: Signal };

/** A bad line as a proxy: what a slow machine or network does to a page by chance, it does to every page. */
export type SlowLine = {
  readonly proxy: { readonly server: string; readonly bypass: string };
  /** Lets the fonts through that were asked for until now, and all that come. */
  letFontsThrough(): void;
  close(): Promise<void>;
};

/** Hands out HTML in small pieces, and fonts only when it is told to. All else passes as it is. */
export async function openSlowLine(): Promise<SlowLine> {
  const fonts = Promise.withResolvers<void>();
  const styles = Promise.withResolvers<void>();
  const sockets = new Set<Socket>();
  const server = createServer((incoming, outgoing) => pass(incoming, outgoing, { fonts, styles }));
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    // Browsers keep a proxy away from this machine's own addresses unless they are told otherwise.
    proxy: { server: `http://127.0.0.1:${port}`, bypass: "<-loopback>" },
    letFontsThrough: fonts.resolve,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, { fonts, styles }: Signals): void {
  const { method, url = "", headers } = incoming;
  // Compressed, a page would come in two pieces at most.
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

/** Nothing is painted before the styles are there, and scripts at a page's end move nothing: the pieces are what lies between. */
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
  for (let piece = 0; piece < PIECES; piece++) {
    const at = (n: number): number => body + Math.floor(((end - body) * n) / PIECES);
    outgoing.write(html.subarray(at(piece), at(piece + 1)));
    await delay(PIECE_EVERY_MS);
  }
  outgoing.end(html.subarray(end));
}
