import { createServer, request } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A proxy that keeps each answer back until it has all of it, so that nothing comes of a stream. */
export type BufferingProxy = {
  readonly proxy: { readonly server: string; readonly bypass: string };
  close(): Promise<void>;
};

/** Opens it for a browser context. */
export async function openBufferingProxy(): Promise<BufferingProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((incoming, outgoing) => {
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
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    // Browsers do not use a proxy for loopback addresses unless told to.
    proxy: { server: `http://127.0.0.1:${port}`, bypass: "<-loopback>" },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
