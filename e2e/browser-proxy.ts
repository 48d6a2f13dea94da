import { createServer, type RequestListener } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** What stands between a browser and the shop. */
export type BrowserProxy = {
  /** For a browser's context. */
  readonly proxy: { readonly server: string; readonly bypass: string };
  close(): Promise<void>;
};

/** Opens a proxy that answers by `handle`; its requests name whole addresses. */
export async function openBrowserProxy(handle: RequestListener): Promise<BrowserProxy> {
  const sockets = new Set<Socket>();
  const server = createServer(handle);
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
